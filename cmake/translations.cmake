# Qt Linguist's .ts files become .qm files that stand in the program.
find_program(GEMBA_LRELEASE lrelease HINTS /usr/lib/qt6/bin REQUIRED)
find_program(GEMBA_LUPDATE lupdate HINTS /usr/lib/qt6/bin)

# gemba_translations(<target>): embeds all of resources/translations at :/translations.
function(gemba_translations target)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/translations/*.ts)
  set(entries "")
  set(files "")
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    set(file ${CMAKE_CURRENT_BINARY_DIR}/translations/${name}.qm)
    add_custom_command(OUTPUT ${file}
      COMMAND ${GEMBA_LRELEASE} -silent -removeidentical ${source} -qm ${file}
      DEPENDS ${source} COMMENT "Translation ${name}" VERBATIM)
    list(APPEND files ${file})
    string(APPEND entries "<file alias=\"${name}.qm\">${file}</file>")
  endforeach()
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/translations)
  set(list ${CMAKE_CURRENT_BINARY_DIR}/translations/translations.qrc)
  file(CONFIGURE OUTPUT ${list}
       CONTENT "<RCC><qresource prefix=\"/translations\">${entries}</qresource></RCC>\n")
  set(code ${CMAKE_CURRENT_BINARY_DIR}/translations/translations.cpp)
  add_custom_command(OUTPUT ${code}
    COMMAND Qt6::rcc --name gemba_translations -o ${code} ${list}
    DEPENDS ${list} ${files} VERBATIM)
  target_sources(${target} PRIVATE ${code})
endfunction()
