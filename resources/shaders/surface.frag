#version 460
#extension GL_GOOGLE_include_directive : require
#define TEXTURED
#include "surface_fragment.glsl"
