package telling

import (
	"fmt"
	"os"
	"strings"
)

// Paints are those that Adoption.Make makes, with the names of their colors.
var Paints = [][2]string{{"rose", "red"}, {"cherry", "red"}, {"olive", "green"}}

// Adoption is what a program `adopt` does, see adoption.py.
type Adoption struct {
	Make                    func()
	Insert, Delete, Restore func(name string)
	Live                    func() (colors, paints []string)
}

// Adopt runs the step that the command line names.
func Adopt(adoption Adoption) {
	step, name := os.Args[len(os.Args)-2], os.Args[len(os.Args)-1]
	switch step {
	case "make":
		adoption.Make()
		adoption.Delete("blue")
	case "insert":
		adoption.Insert(name)
	case "delete":
		adoption.Delete(name)
	case "restore":
		adoption.Restore(name)
	}
	colors, paints := adoption.Live()
	fmt.Println(strings.Join(colors, ",") + "/" + strings.Join(paints, ","))
}
