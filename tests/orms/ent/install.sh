# from go
# The generated code goes beside a copy of the sources.
rm -rf "$1/source"
for variant in plain flag; do
  source=$1/source/$variant
  mkdir -p "$source"
  cp -r ../ent ../go "$source/"
  (cd "$source/ent" && go run ./generate "$variant" && go build -tags "$variant" -o "$1/$variant" .)
done
