#version 460
#extension GL_GOOGLE_include_directive : require
#include "surface_vertex.glsl"
