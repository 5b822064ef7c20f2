module softdelete/telling

go 1.24
