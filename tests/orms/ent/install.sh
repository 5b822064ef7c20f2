# from go
# The generated code goes beside a copy of the sources.
rm -rf "$1/source"
for variant in plain flag; do
  mkdir -p "$1/source/$variant"
  cp -r ../ent ../go "$1/source/$variant/"
  cd "$1/source/$variant/ent"
  go run ./generate "$variant"
  go build -tags "$variant" -o "$1/$variant" .
  cd "$OLDPWD"
done
