# from rust
source ../rust/install.sh
need_rust 1.86
command_line "$1" diesel_cli@2.3.14 --no-default-features --features sqlite-bundled
compile "$1"
