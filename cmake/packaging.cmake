# What an installed Gemba consists of, and the Debian package that carries it (`./dev package`).
include(GNUInstallDirs)

# The program and what it reads at run time; shaders are inside the executable.
install(TARGETS gemba RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/twins DESTINATION ${CMAKE_INSTALL_DATADIR}/gemba)

# Desktop entry, icons, and the types of the files that it opens.
install(FILES ${PROJECT_SOURCE_DIR}/resources/gemba.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${PROJECT_SOURCE_DIR}/resources/gemba-mime.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME gemba.xml)
set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/gemba.svg DESTINATION ${icons}/scalable/apps)
foreach(size 48 64 128 256)
  install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/gemba-${size}.png
          DESTINATION ${icons}/${size}x${size}/apps RENAME gemba.png)
endforeach()

# Debian's habits: a copyright file, the changes compressed, a manual page.
set(notes ${PROJECT_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${notes})
find_program(GEMBA_GZIP gzip REQUIRED)
foreach(pair CHANGELOG.md:changelog.gz resources/gemba.1:gemba.1.gz)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 from)
  list(GET pair 1 to)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${from})
  execute_process(COMMAND ${GEMBA_GZIP} -9nc ${PROJECT_SOURCE_DIR}/${from}
                  OUTPUT_FILE ${notes}/${to} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/resources/copyright ${notes}/changelog.gz
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/gemba)
install(FILES ${notes}/gemba.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_NAME gemba)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Gemba developers <gemba@lists.example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "digital twin of a production line")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Shows a factory as it is and as it should be: a viewport of its real models,\nmoved by live sensor data and by a rigid-body simulation of the same line,\nwith every signal measured and simulated side by side.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded while running, so that shlibdeps cannot see it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libvulkan1)
# A Vulkan driver for machines without one of their own, and the fonts of labels in the picture.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "mesa-vulkan-drivers, fonts-noto-cjk, fonts-dejavu-core")
set(CPACK_STRIP_FILES ON)
# Permissions as Debian has them, whatever the umask of who builds.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
