# from java
source ../java/install.sh
libraries "$1"
compile "$1" plain ./*.java
ln -sfn plain "$1/flag"
cp ../java/tables.sql "$1/"
