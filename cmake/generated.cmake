# The two generated sources: templates.cpp and build_info.hpp.

set(SOFTDELETE_GENERATED_DIR "${PROJECT_BINARY_DIR}/generated")
set(SOFTDELETE_TEMPLATES_CPP "${SOFTDELETE_GENERATED_DIR}/templates.cpp")

file(GLOB_RECURSE templates CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/sql/templates/*.sql")
set(embed "${PROJECT_SOURCE_DIR}/cmake/embed_templates.cmake")

# The files are arguments, so that a removed one changes the command and runs it again.
add_custom_command(
  OUTPUT "${SOFTDELETE_TEMPLATES_CPP}"
  COMMAND "${CMAKE_COMMAND}" -P "${embed}" -- "${SOFTDELETE_TEMPLATES_CPP}" ${templates}
  DEPENDS "${embed}" ${templates}
  COMMENT "Embedding sql/templates"
  VERBATIM)

# Runs at every build, and rewrites the header only when the commit or the day is another.
add_custom_target(softdelete_build_info
  COMMAND "${CMAKE_COMMAND}"
    "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}"
    "-DOUTPUT=${SOFTDELETE_GENERATED_DIR}/build_info.hpp"
    "-DVERSION=${SOFTDELETE_VERSION}"
    -P "${PROJECT_SOURCE_DIR}/cmake/build_info.cmake"
  BYPRODUCTS "${SOFTDELETE_GENERATED_DIR}/build_info.hpp"
  COMMENT "Looking up the commit"
  VERBATIM)
