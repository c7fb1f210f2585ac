# One room of the house: every .cpp of this folder and its subfolders, as a static library.
#   gemba_library(core PUBLIC glm::glm PRIVATE gemba_log)
# PUBLIC names what the room's headers show, PRIVATE what stays at home.
function(gemba_library room)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE;EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  foreach(pattern IN LISTS ARG_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX ${pattern})
  endforeach()
  add_library(gemba_${room} STATIC ${sources})
  target_include_directories(gemba_${room} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(gemba_${room} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# The unit tests of one room: tests/unit/<room>/*_test.cpp as one executable, found by CTest.
#   gemba_unit_test(core gemba_core)
function(gemba_unit_test room)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/unit/${room}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(unit_${room} ${sources})
  target_link_libraries(unit_${room} PRIVATE ${ARGN} gemba_test_support gemba_libm)
  gtest_discover_tests(unit_${room} TEST_PREFIX "unit.${room}." DISCOVERY_MODE PRE_TEST
                       PROPERTIES TIMEOUT 120 LABELS unit)
endfunction()
