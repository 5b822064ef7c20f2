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

# The checks of the compiler link nothing: zig would compile its C++ runtime for them.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(SOFTDELETE_TARGET "${target}" CACHE INTERNAL "What zig calls the platform")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES SOFTDELETE_PLATFORM SOFTDELETE_ZIG)
set(CMAKE_C_COMPILER "${SOFTDELETE_ZIG}" cc -target ${target})
set(CMAKE_CXX_COMPILER "${SOFTDELETE_ZIG}" c++ -target ${target})

# Small, by measurement. zig takes -Oz for -Os: said once more to clang itself it is what it says. Nothing asks for
# the type of an object at run time, and std::function does without tables of virtual functions.
set(CMAKE_CXX_FLAGS_RELEASE_INIT "-Oz -Xclang -Oz -DNDEBUG")
string(JOIN " " CMAKE_CXX_FLAGS_INIT
  -fno-rtti -D_LIBCPP_ABI_OPTIMIZED_FUNCTION
  # The same bytes wherever the sources lie.
  "\"-ffile-prefix-map=${CMAKE_CURRENT_LIST_DIR}/../..=.\"")
set(CMAKE_MODULE_LINKER_FLAGS_INIT -s)
set(CMAKE_CXX_ARCHIVE_CREATE "\"${SOFTDELETE_ZIG}\" ar qc <TARGET> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "")
set(CMAKE_STRIP "" CACHE FILEPATH "The linker does that")
if(CMAKE_SYSTEM_NAME STREQUAL "Linux") # elsewhere they are the system's own
  string(APPEND CMAKE_CXX_FLAGS_INIT " -fno-asynchronous-unwind-tables")
endif()
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Darwin") # zig's own linker for it has no link-time optimization
  string(APPEND CMAKE_CXX_FLAGS_INIT " -flto")
endif()
set(CMAKE_UNITY_BUILD ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)
set(SOFTDELETE_RUNTIME_SOURCES "${CMAKE_CURRENT_LIST_DIR}/no_demangler.cpp")
