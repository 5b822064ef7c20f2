# ctest runs what pytest runs, one test for each folder of tests: `ctest --test-dir build/release -j 4`.

enable_testing()

# Not every Python can load extensions.
set(needs "import hypothesis, pytest, sqlite3; sqlite3.connect(':memory:').enable_load_extension(True)")
set(python "")
foreach(candidate IN ITEMS "$ENV{PYTHON}" python3 /usr/bin/python3 python)
  if(candidate AND NOT python)
    execute_process(COMMAND "${candidate}" -c "${needs}" RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(NOT failed)
      set(python "${candidate}")
    endif()
  endif()
endforeach()

if(python)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true RELATIVE "${PROJECT_SOURCE_DIR}/tests"
    "${PROJECT_SOURCE_DIR}/tests/*")
  # What ./dev test leaves out too, because these need more than this build.
  list(REMOVE_ITEM folders clusters hosts orms release)
  foreach(folder IN LISTS folders)
    file(GLOB_RECURSE found "${PROJECT_SOURCE_DIR}/tests/${folder}/test_*.py")
    if(found)
      add_test(NAME "${folder}"
        COMMAND "${python}" -m pytest -p no:cacheprovider -q "tests/${folder}"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
      set_tests_properties("${folder}" PROPERTIES
        ENVIRONMENT "SOFTDELETE_LIBRARY=$<TARGET_FILE_DIR:softdelete>/softdelete;PYTHONDONTWRITEBYTECODE=1")
    endif()
  endforeach()
endif()
