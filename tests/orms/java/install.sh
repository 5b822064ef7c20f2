# What the install.sh of Java's ORMs share: the folder's pom.xml names the libraries.

libraries() { # TARGET
  rm -rf "$1/lib"
  mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory="$1/lib"
}

compile() { # TARGET CLASSES FILE...
  rm -rf "$1/$2"
  javac -d "$1/$2" -cp "$1/lib/*" ../java/Telling.java "${@:3}"
}
