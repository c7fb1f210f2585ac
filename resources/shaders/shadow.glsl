// What the shadow passes share.
layout(push_constant) uniform Push {
    uint cascade;
    float alpha, cutoff;  // of a material with an alpha mask
} push;

// What stands between the sun and the map throws its shadow into it.
vec4 onMap(vec3 p) {
    const vec4 s = frame.mapFromWorld[push.cascade] * vec4(p, 1.0);
    return vec4(s.xy * 2.0 - 1.0, max(s.z, 0.0), 1.0);
}
