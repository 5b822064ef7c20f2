# Builds for another system with the clang, the C libraries and the C++ runtime of zig:
# -DSOFTDELETE_PLATFORM=NAME, one of the first column, and -DSOFTDELETE_ZIG=PATH. ./dev release does.
set(platforms
  "linux-amd64         Linux   x86_64  x86_64-linux-gnu.2.17"
  "linux-arm64         Linux   aarch64 aarch64-linux-gnu.2.17"
  "linux-amd64-musl    Linux   x86_64  x86_64-linux-musl"
  "linux-arm64-musl    Linux   aarch64 aarch64-linux-musl"
  "windows-amd64       Windows AMD64   x86_64-windows-gnu"
  "windows-arm64       Windows ARM64   aarch64-windows-gnu"
  "darwin-amd64        Darwin  x86_64  x86_64-macos.11.0"
  "darwin-arm64        Darwin  arm64   aarch64-macos.11.0")

foreach(platform IN LISTS platforms)
  separate_arguments(platform UNIX_COMMAND "${platform}")
  list(GET platform 0 name)
  if(name STREQUAL SOFTDELETE_PLATFORM)
    list(GET platform 1 CMAKE_SYSTEM_NAME)
    list(GET platform 2 CMAKE_SYSTEM_PROCESSOR)
    list(GET platform 3 target)
  endif()
endforeach()
if(NOT target)
  message(FATAL_ERROR "SOFTDELETE_PLATFORM is \"${SOFTDELETE_PLATFORM}\", which cmake/toolchains/zig.cmake does not name")
endif()

# Small, by measurement. zig takes -Oz for -Os: said once more to clang itself it is what it says. Nothing asks for
# the type of an object at run time, and std::function does without tables of virtual functions.
set(options -target ${target} -s -Oz -Xclang -Oz -fno-rtti -D_LIBCPP_ABI_OPTIMIZED_FUNCTION)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux") # elsewhere these tables are the system's own
  # Link-time optimization is what zig has for Linux alone.
  list(APPEND options -fno-asynchronous-unwind-tables -flto)
  # A string's destructor keeps its one argument where the linker is told that others may call it. Else the optimizer
  # hands over two fields instead, at each of some thousand calls.
  add_link_options("SHELL:-Xlinker -u -Xlinker _ZNSt3__112basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEED1Ev")
endif()
# Alike functions become one, in a step that clang takes only when it thinks that nothing more is done by the linker.
add_compile_options("SHELL:-Xclang -fno-lto" "SHELL:-Xclang -fmerge-functions")
# A part of the command, so that CMake's checks of the compiler have them too: zig compiles its C++ runtime anew for
# each set of options.
set(CMAKE_CXX_COMPILER "${SOFTDELETE_ZIG}" c++ ${options})
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES SOFTDELETE_PLATFORM SOFTDELETE_ZIG)
set(SOFTDELETE_TARGET "${target}" CACHE INTERNAL "What zig calls the platform")

set(CMAKE_CXX_FLAGS_RELEASE "-DNDEBUG" CACHE STRING "Without the -O3 that CMake would add")
# The same bytes wherever the sources lie.
set(CMAKE_CXX_FLAGS_INIT "\"-ffile-prefix-map=${CMAKE_CURRENT_LIST_DIR}/../..=.\"")
set(CMAKE_CXX_ARCHIVE_CREATE "\"${SOFTDELETE_ZIG}\" ar qc <TARGET> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "")
if(CMAKE_SYSTEM_NAME STREQUAL "Darwin")
  find_program(CMAKE_STRIP llvm-strip REQUIRED) # which signs anew
else()
  set(CMAKE_STRIP "" CACHE FILEPATH "The linker does that")
endif()
set(CMAKE_UNITY_BUILD ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)
set(SOFTDELETE_RUNTIME_SOURCES "${CMAKE_CURRENT_LIST_DIR}/no_demangler.cpp")
if(CMAKE_SYSTEM_NAME STREQUAL "Darwin")
  list(APPEND SOFTDELETE_RUNTIME_SOURCES "${CMAKE_CURRENT_LIST_DIR}/new_and_delete.cpp")
  add_compile_options(-fvisibility-global-new-delete=force-hidden)
endif()
