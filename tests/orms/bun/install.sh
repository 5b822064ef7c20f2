# from go
go build -o "$1/plain" .
go build -tags flag -o "$1/flag" .
go build -o "$1/adopt" ./adopt
