// Package telling is what the programs of Go's ORMs share: it runs the operations of a stage and prints their lines.
package telling

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sort"
	"strings"
)

// Operation is one line. Do gives REPORT, or what it saw where there is no Left; nil is `-`. An operation without Do is
// one that the ORM lacks. Errors are panics, see Must.
type Operation struct {
	Name string
	Do   func() any
	Left func() string
}

// Must gives the value, or panics with the error.
func Must[T any](value T, err error) T {
	Check(err)
	return value
}

// Check panics with the error, if there is one.
func Check(err error) {
	if err != nil {
		panic(err)
	}
}

// Joined joins values with commas; none is `-`.
func Joined[T any](values []T) string {
	if len(values) == 0 {
		return "-"
	}
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = fmt.Sprint(value)
	}
	return strings.Join(texts, ",")
}

// Sorted is Joined in the order of the texts.
func Sorted(texts []string) string {
	sort.Strings(texts)
	return Joined(texts)
}

// class is the innermost error's type, or its text where the type says nothing.
func class(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	name := strings.TrimPrefix(fmt.Sprintf("%T", err), "*")
	if name == "errors.errorString" {
		return "(" + err.Error() + ")"
	}
	return name
}

func call(function func() any) (result any) {
	defer func() {
		if failure := recover(); failure != nil {
			err, is := failure.(error)
			if !is {
				panic(failure)
			}
			result = "error " + class(err)
		}
	}()
	if result = function(); result == nil {
		result = "-"
	}
	return result
}

// Tell runs the operations of the stage that the command line names.
func Tell(stages map[string][]Operation) {
	for _, operation := range stages[os.Args[1]] {
		saw := any("-")
		if operation.Do != nil {
			saw = call(operation.Do)
		}
		if operation.Left != nil {
			saw = fmt.Sprintf("%v; %v", saw, call(func() any { return operation.Left() }))
		}
		fmt.Printf("%s: %v\n", operation.Name, saw)
	}
}

// Version is that of a module in this program.
func Version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return strings.TrimPrefix(dependency.Version, "v")
		}
	}
	panic("no module " + module)
}
