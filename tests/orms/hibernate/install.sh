# from java
source ../java/install.sh
libraries "$1"
compile "$1" plain ./*.java shop/*.java
compile "$1" flag ./*.java shop/*.java flag/shop/*.java
cp ../java/tables.sql "$1/"
compile "$1" adopt adopt/*.java
