# cmake --install: both libraries, the header and a pkg-config file.

install(TARGETS softdelete softdelete_static
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(FILES ext/softdelete.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

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
