set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(GEMBA_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")
option(GEMBA_FUZZ "Build the libFuzzer targets (clang)" OFF)
option(GEMBA_WERROR "Treat warnings as errors" ON)

# Equal bits on every machine: no fused multiply-add that the source does not write, baseline x86-64.
add_compile_options(-ffp-contract=off -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                    -Wnull-dereference -Wno-missing-field-initializers)
if(GEMBA_WERROR)
  add_compile_options(-Werror)
endif()
# gcc 12 reports these two inside the standard library's own inlined code.
add_compile_options(-Wno-null-dereference $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

if(GEMBA_SANITIZE)
  add_compile_options(-fsanitize=${GEMBA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${GEMBA_SANITIZE})
  add_compile_definitions(GEMBA_SANITIZED=1)
  # Lines are enough for a report; to find them in all of the debug information takes a minute.
  add_compile_options(-g1)
  # The sanitizers' own instrumentation confuses gcc 12's flow warnings.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options(-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds)
  endif()
endif()
if(GEMBA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(GEMBA_MOLD mold)
if(GEMBA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(GEMBA_CCACHE ccache)
if(GEMBA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers and ccache agree only with these settings; paths below the project's root do
  # not count, so that several work trees share what they compile.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${GEMBA_CCACHE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options(-fpch-preprocess)
  endif()
endif()
