# from rust
source ../rust/install.sh
need_rust 1.94
command_line "$1" sea-orm-cli@2.0.4 --no-default-features --features codegen,runtime-tokio,sqlx-sqlite
compile "$1"
ln -sfn plain "$1/flag"
