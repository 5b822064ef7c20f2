# from rust
source ../rust/install.sh
need_rust 1.94
compile "$1"
ln -sfn plain "$1/flag"
