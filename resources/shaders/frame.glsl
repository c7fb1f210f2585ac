// What every pass knows of the frame. Positions are relative to the frame's origin, metres, +Z up.
#ifndef FRAME_GLSL
#define FRAME_GLSL

layout(set = 0, binding = 0) uniform Frame {
    mat4 clipFromWorld;
    mat4 worldFromClip;
    mat4 mapFromWorld[3];  // of the shadow's cascades: 0 to 1 over the map
    vec4 eye;        // xyz; w = 1 for orthographic
    vec4 forward;    // viewing direction; w = seconds
    vec4 sun;        // towards the sun; w = number of cascades
    vec4 viewport;   // width, height, 1/width, 1/height
    vec4 ground;     // x, y: origin within a 10 m cell; z: height of the ground; w = 1 with grid
    vec4 line;       // x: pixels per line unit
    vec4 shadow;     // xyz: metres per texel of the cascades; w: part of the map's side in use
    vec4 lens;       // xy: half the picture at 1 m, or in m; z: near plane; w: orthographic reach, m
    vec4 quality;    // x = 1: occlusion; y = 1: soft shadows; z: occlusion's samples; w = 1: no samples
} frame;

struct Instance {
    vec4 row0, row1, row2;  // world from mesh
    uint color;             // sRGB, multiplies the material's
    uint style;
    float phase;            // of belts, m
    float extent;
};

struct Style {
    vec4 tint;              // linear; a = amount
    uint id;
    uint flags;
    float emissive;
    float mark;             // 1 selected, 0.4 hovered: seen in the picture's alpha
};

const uint kStale = 1u;
const uint kPredicted = 2u;
const uint kGhost = 4u;

layout(std430, set = 0, binding = 1) readonly buffer Instances { Instance instances[]; };
layout(std430, set = 0, binding = 2) readonly buffer Styles { Style styles[]; };
layout(set = 0, binding = 3) uniform sampler2DArrayShadow shadowMap;
layout(std430, set = 0, binding = 9) readonly buffer Visible { uint visible[]; };

// sRGB to linear, a polynomial within 0.3 % of the curve.
vec3 linearFromSrgb(vec3 c) {
    return c * (c * (c * 0.305306 + 0.682171) + 0.012523);
}

vec3 worldFromMesh(Instance instance, vec3 p) {
    const vec4 q = vec4(p, 1.0);
    return vec3(dot(instance.row0, q), dot(instance.row1, q), dot(instance.row2, q));
}
#endif
