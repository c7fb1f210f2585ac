# What an installed Gemba consists of, and the Debian package that carries it (`./dev package`).
include(GNUInstallDirs)

# The program and what it reads at run time; shaders are inside the executable.
install(TARGETS gemba RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Found from the program's own place: engine/assets/import_program.h.
install(TARGETS gemba-import RUNTIME DESTINATION libexec/gemba)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/twins DESTINATION ${CMAKE_INSTALL_DATADIR}/gemba)
# For those who write messages of ours.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/gemba)

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

# Debian's habits: a copyright file, a changelog of its form, a manual page, both compressed.
set(contact "The Gemba developers <gemba@lists.example.org>")
set(notes ${PROJECT_BINARY_DIR}/package)
string(TIMESTAMP date "%a, %d %b %Y 00:00:00 +0000" UTC)
file(WRITE ${notes}/changelog "gemba (${PROJECT_VERSION}) unstable; urgency=medium\n\n"
     "  * What is new stands in CHANGELOG.md.\n\n -- ${contact}  ${date}\n")
find_program(GEMBA_GZIP gzip REQUIRED)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
             ${PROJECT_SOURCE_DIR}/resources/gemba.1)
execute_process(COMMAND ${GEMBA_GZIP} -9nc ${notes}/changelog
                OUTPUT_FILE ${notes}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${GEMBA_GZIP} -9nc ${PROJECT_SOURCE_DIR}/resources/gemba.1
                OUTPUT_FILE ${notes}/gemba.1.gz COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_SOURCE_DIR}/resources/copyright ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        ${notes}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/gemba)
install(FILES ${notes}/gemba.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_NAME gemba)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "${contact}")
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
