// Command generate has ent make the packages shop and shaded of the schemas, with a build tag.
package main

import (
	"os"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"

	. "softdelete/telling"
)

func main() {
	features := []gen.Feature{gen.FeatureIntercept, gen.FeatureUpsert, gen.FeatureExecQuery}
	for source, target := range map[string]string{"./schema": "shop", "./shaded/schema": "shaded"} {
		Check(entc.Generate(source, &gen.Config{Target: target, Package: "softdelete/ent/" + target, Features: features},
			entc.BuildTags(os.Args[1])))
	}
}
