# What packages need to know of the project; tools/package.sh makes them. The version comes from here.

set(packages "${PROJECT_BINARY_DIR}/packages")
configure_file(packages/npm/package.json.in "${packages}/npm/package.json" @ONLY)
configure_file(packages/python/pyproject.toml.in "${packages}/python/pyproject.toml" @ONLY)

# One source and one header, for programs that compile softdelete along with their own code.
set(amalgamation "${PROJECT_BINARY_DIR}/amalgamation")
add_custom_target(amalgamation
  COMMAND "${CMAKE_COMMAND}" "-DVERSION=${PROJECT_VERSION}" "-DHEADER=${PROJECT_SOURCE_DIR}/ext/softdelete.h"
    -P "${PROJECT_SOURCE_DIR}/cmake/amalgamate.cmake" --
    "${amalgamation}/softdelete.cpp" "${PROJECT_SOURCE_DIR}/ext" "${SOFTDELETE_GENERATED_DIR}" --
    ${SOFTDELETE_SOURCES} "${SOFTDELETE_TEMPLATES_CPP}"
  DEPENDS "${SOFTDELETE_TEMPLATES_CPP}"
  BYPRODUCTS "${amalgamation}/softdelete.cpp" "${amalgamation}/softdelete.h"
  COMMENT "Putting the sources into one"
  VERBATIM)
add_dependencies(amalgamation softdelete_build_info)

# `cpack -G DEB`, in the build's folder. Debian calls extensions of SQLite libsqlite3-mod-...; the
# library goes where the dynamic loader looks, so that `.load softdelete` finds it.
set(CPACK_PACKAGE_NAME libsqlite3-mod-softdelete)
set(CPACK_PACKAGE_VENDOR "the softdelete authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "trash can for the tables of SQLite databases")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS sqlite3)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS libsqlite3-dev)
set(CPACK_DEBIAN_PACKAGE_ENHANCES libsqlite3-0)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "the softdelete authors <softdelete@localhost>")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "A loadable extension that turns DELETE into a flag: a deleted row can be
looked at, restored, or purged for good. Ordinary views and triggers in the
database file do it, so it holds in every program that opens the file.
.
The static library and the header are for programs that have SQLite linked in.")

# Only Debian's package has these files; `cmake --install` leaves them out.
set(documents DESTINATION "share/doc/${CPACK_PACKAGE_NAME}" COMPONENT debian EXCLUDE_FROM_ALL)
set(changelog "${PROJECT_BINARY_DIR}/packages/changelog.gz")
install(CODE "execute_process(COMMAND gzip -9nc \"${PROJECT_SOURCE_DIR}/CHANGELOG.md\"
  OUTPUT_FILE \"${changelog}\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES LICENSE RENAME copyright ${documents})
install(FILES "${changelog}" ${documents})
set(CPACK_INSTALL_CMAKE_PROJECTS
  "${PROJECT_BINARY_DIR};${PROJECT_NAME};ALL;/;${PROJECT_BINARY_DIR};${PROJECT_NAME};debian;/")

include(CPack)
