# What packages need to know of the project; tools/package.sh makes them. The version comes from here.

set(packages "${PROJECT_BINARY_DIR}/packages")
string(REPLACE "-rc." "rc" SOFTDELETE_PYTHON_VERSION "${SOFTDELETE_VERSION}")
configure_file(packages/npm/package.json.in "${packages}/npm/package.json" @ONLY)
configure_file(packages/python/pyproject.toml.in "${packages}/python/pyproject.toml" @ONLY)

# One source and one header, for programs that compile softdelete along with their own code.
set(amalgamation "${PROJECT_BINARY_DIR}/amalgamation")
add_custom_target(amalgamation
  COMMAND "${CMAKE_COMMAND}" "-DVERSION=${SOFTDELETE_VERSION}" "-DHEADER=${PROJECT_SOURCE_DIR}/ext/softdelete.h"
    -P "${PROJECT_SOURCE_DIR}/cmake/amalgamate.cmake" --
    "${amalgamation}/softdelete.cpp" "${PROJECT_SOURCE_DIR}/ext" "${SOFTDELETE_GENERATED_DIR}" --
    ${SOFTDELETE_SOURCES} "${SOFTDELETE_TEMPLATES_CPP}"
  DEPENDS "${SOFTDELETE_TEMPLATES_CPP}"
  BYPRODUCTS "${amalgamation}/softdelete.cpp" "${amalgamation}/softdelete.h"
  COMMENT "Putting the sources into one"
  VERBATIM)
add_dependencies(amalgamation softdelete_build_info)
