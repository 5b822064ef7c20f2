# cmake --install: both libraries, the header, and what pkg-config and find_package(softdelete) read.

install(TARGETS softdelete softdelete_static EXPORT softdelete
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(FILES ext/softdelete.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

# The targets are called the same where a project takes the sources in by FetchContent.
set_target_properties(softdelete PROPERTIES EXPORT_NAME loadable)
set_target_properties(softdelete_static PROPERTIES EXPORT_NAME static)
target_include_directories(softdelete_static INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/ext>")
add_library(softdelete::static ALIAS softdelete_static)
set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/softdelete")
install(EXPORT softdelete NAMESPACE softdelete:: FILE softdelete-config.cmake DESTINATION "${config_dir}")
include(CMakePackageConfigHelpers)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/softdelete-config-version.cmake"
  COMPATIBILITY SameMajorVersion)
install(FILES "${PROJECT_BINARY_DIR}/softdelete-config-version.cmake" DESTINATION "${config_dir}")

# Folders are written relative to the pkg-config file: it stays true under `--install --prefix`
# and when the tree is moved. Absolute ones, as some distributions give, stay as they are.
cmake_path(APPEND CMAKE_INSTALL_LIBDIR pkgconfig OUTPUT_VARIABLE pkgconfig_dir)
cmake_path(IS_ABSOLUTE pkgconfig_dir pkgconfig_is_absolute)
if(pkgconfig_is_absolute)
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
else()
  cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
    BASE_DIRECTORY "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" OUTPUT_VARIABLE up)
  set(pc_prefix "\${pcfiledir}/${up}")
endif()
foreach(folder LIBDIR INCLUDEDIR)
  set(pc_${folder} "${CMAKE_INSTALL_${folder}}")
  cmake_path(IS_ABSOLUTE pc_${folder} absolute)
  if(NOT absolute)
    set(pc_${folder} "\${prefix}/${pc_${folder}}")
  endif()
endforeach()

# A C program that links the archive needs the C++ runtime too.
set(pc_runtime "")
foreach(runtime stdc++ c++)
  if(runtime IN_LIST CMAKE_CXX_IMPLICIT_LINK_LIBRARIES)
    set(pc_runtime "-l${runtime}")
    break()
  endif()
endforeach()
get_target_property(pc_suffix softdelete SUFFIX)
if(NOT pc_suffix)
  set(pc_suffix "${CMAKE_SHARED_MODULE_SUFFIX}")
endif()

configure_file(cmake/softdelete.pc.in softdelete.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/softdelete.pc" DESTINATION "${pkgconfig_dir}")
