// From the depth buffer back to places: x right, y down, z away from the eye, metres.
#ifndef DEPTH_GLSL
#define DEPTH_GLSL

float eyeDepth(float depth) {
    return frame.eye.w != 0.0 ? (0.5 - depth) * frame.lens.w : frame.lens.z / max(depth, 1e-7);
}

vec3 eyePlace(vec2 pixel, float depth) {
    const float z = eyeDepth(depth);
    const vec2 ndc = pixel * frame.viewport.zw * 2.0 - 1.0;
    return vec3(ndc * frame.lens.xy * (frame.eye.w != 0.0 ? 1.0 : z), z);
}

float pixelsPerMetre(float z) {
    return 0.5 * frame.viewport.y / (frame.lens.y * (frame.eye.w != 0.0 ? 1.0 : max(z, 1e-3)));
}
#endif
