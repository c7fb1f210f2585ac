#pragma once

// The one place that includes Vulkan. Its exceptions stop at Renderer's public functions.
#define VULKAN_HPP_NO_STRUCT_CONSTRUCTORS  // designated initialisers instead
#include <vulkan/vulkan_raii.hpp>
