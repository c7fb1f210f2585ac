# All from Debian 12. Each target is linked PRIVATE by the one room that may know it.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

find_package(glm REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(assimp REQUIRED)
find_package(meshoptimizer REQUIRED)
find_package(simdjson REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Freetype REQUIRED)
find_package(Vulkan REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets PrintSupport)
find_package(QCustomPlotQt6 REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_program(GEMBA_GLSLC glslc REQUIRED)
find_program(GEMBA_PROTOC protoc REQUIRED)

pkg_check_modules(ZeroMq REQUIRED IMPORTED_TARGET libzmq)
pkg_check_modules(Lua REQUIRED IMPORTED_TARGET lua5.4)
pkg_check_modules(HarfBuzz REQUIRED IMPORTED_TARGET harfbuzz)
pkg_check_modules(Seccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(Zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(Lz4 REQUIRED IMPORTED_TARGET liblz4)
pkg_check_modules(Protobuf REQUIRED IMPORTED_TARGET protobuf)
pkg_check_modules(Mosquitto REQUIRED IMPORTED_TARGET libmosquitto)

# Bullet in double precision: a hall is hundreds of metres.
add_library(gemba_bullet INTERFACE)
pkg_check_modules(Bullet REQUIRED IMPORTED_TARGET bullet-float64)
target_link_libraries(gemba_bullet INTERFACE PkgConfig::Bullet)
target_compile_definitions(gemba_bullet INTERFACE BT_USE_DOUBLE_PRECISION)

# Debian's fmt and spdlog libraries, not their header-only forms.
add_library(gemba_log INTERFACE)
target_link_libraries(gemba_log INTERFACE spdlog::spdlog fmt::fmt)
