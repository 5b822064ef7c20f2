# from go gorm
cd ../gorm
CGO_ENABLED=0 go build -tags pure -o "$1/plain" .
CGO_ENABLED=0 go build -tags pure,flag -o "$1/flag" .
