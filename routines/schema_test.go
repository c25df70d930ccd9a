package routines_test

import (
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"unknot/routines"
	"unknot/routines/library"
)

// schemaOf returns the schema for a file, by its folder.
func schemaOf(file string) string {
	switch path.Dir(file) {
	case "exercises":
		return "exercise.schema.json"
	case "routines":
		return "routine.schema.json"
	default:
		return "sources.schema.json"
	}
}

// schemaJSON returns a shipped schema as plain JSON values.
func schemaJSON(t *testing.T, name string) map[string]any {
	t.Helper()
	f, err := library.FS().Open("schema/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return doc.(map[string]any)
}

// schemas returns the shipped schemas, checked against the meta-schema.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	compiled := map[string]*jsonschema.Schema{}
	for _, name := range []string{"exercise.schema.json", "routine.schema.json", "sources.schema.json"} {
		c := jsonschema.NewCompiler()
		if err := c.AddResource("https://schema.test/"+name, schemaJSON(t, name)); err != nil {
			t.Fatal(err)
		}
		schema, err := c.Compile("https://schema.test/" + name)
		if err != nil {
			t.Fatal(err)
		}
		compiled[name] = schema
	}
	return compiled
}

// refuses tells what a schema has against a file, as an editor would.
func refuses(schema *jsonschema.Schema, data []byte) error {
	var value any
	if err := yaml.Unmarshal(data, &value); err != nil {
		return err
	}
	return schema.Validate(value)
}

func TestSchemasAcceptEveryShippedFile(t *testing.T) {
	compiled := schemas(t)
	files := 0
	err := fs.WalkDir(library.FS(), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".yaml" {
			return err
		}
		files++
		data, err := fs.ReadFile(library.FS(), file)
		if err != nil {
			return err
		}
		if err := refuses(compiled[schemaOf(file)], data); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		return nil
	})
	if err != nil || files < 20 {
		t.Fatalf("%d files, %v", files, err)
	}
}

// TestSchemasAndLoadAgree holds every bad file against its schema. A case says
// in its comment whether the schema can see the fault, too.
func TestSchemasAndLoadAgree(t *testing.T) {
	compiled := schemas(t)
	for _, c := range badCases(t) {
		t.Run(c.name(), func(t *testing.T) {
			got := "accepts"
			for name, f := range c.files {
				if refuses(compiled[schemaOf(name)], f.Data) != nil {
					got = "refuses"
				}
			}
			if !strings.Contains(string(c.archive.Comment), "schema: "+got+"\n") {
				t.Errorf("the schema %s, the comment says otherwise:\n%s", got, c.archive.Comment)
			}
		})
	}
}

// TestSchemasNameTheFieldsOfTheTypes compares the fields of the Go types with
// those of the schemas: names, kinds, and which must be there.
func TestSchemasNameTheFieldsOfTheTypes(t *testing.T) {
	for name, typ := range map[string]reflect.Type{
		"exercise.schema.json": reflect.TypeFor[routines.Exercise](),
		"routine.schema.json":  reflect.TypeFor[routines.Routine](),
		"sources.schema.json":  reflect.TypeFor[map[string]routines.Source](),
	} {
		t.Run(name, func(t *testing.T) {
			inTypes, inSchema := fields{}, fields{}
			inTypes.ofType("", typ)
			root := schemaJSON(t, name)
			inSchema.ofSchema(t, "", root, root)
			if diff := cmp.Diff(inTypes, inSchema); diff != "" {
				t.Errorf("types (-) and schema (+) differ:\n%s", diff)
			}
		})
	}
}

// fields maps the place of a field to its kind, with "!" if it must be there.
type fields map[string]string

func (f fields) ofType(place string, t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		f.ofType(place, t.Elem())
	case reflect.Map:
		if t.Key() != reflect.TypeFor[routines.Form]() {
			f.ofType(place+".*", t.Elem())
			return
		}
		for _, form := range routines.Forms() {
			f[place+"."+string(form)] = kindOf(t.Elem()) + "!"
			f.ofType(place+"."+string(form), t.Elem())
		}
	case reflect.Struct:
		for i := range t.NumField() {
			field := t.Field(i)
			name, rest, _ := strings.Cut(field.Tag.Get("yaml"), ",")
			f[place+"."+name] = kindOf(field.Type)
			if rest == "" {
				f[place+"."+name] += "!"
			}
			f.ofType(place+"."+name, field.Type)
		}
	}
}

func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return kindOf(t.Elem())
	case reflect.Slice:
		return "array"
	case reflect.Int:
		return "integer"
	case reflect.String:
		return "string"
	default:
		return "object"
	}
}

func (f fields) ofSchema(t *testing.T, place string, root, node map[string]any) {
	node = resolve(root, node)
	if node["type"] == "object" && node["additionalProperties"] == nil {
		t.Errorf("%s lets unknown fields pass", place)
	}
	if items, ok := node["items"].(map[string]any); ok {
		f.ofSchema(t, place, root, items)
	}
	if rest, ok := node["additionalProperties"].(map[string]any); ok {
		f.ofSchema(t, place+".*", root, rest)
	}
	properties, _ := node["properties"].(map[string]any)
	required, _ := node["required"].([]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		at := place + "." + name
		property := resolve(root, properties[name].(map[string]any))
		if property["description"] == nil {
			t.Errorf("%s has no description", at)
		}
		f[at] = "string"
		if kind, ok := property["type"].(string); ok {
			f[at] = kind
		}
		if slices.Contains(required, any(name)) {
			f[at] += "!"
		}
		f.ofSchema(t, at, root, property)
	}
}

// resolve follows a reference into $defs; what stands beside it stays.
func resolve(root, node map[string]any) map[string]any {
	ref, ok := node["$ref"].(string)
	if !ok {
		return node
	}
	target := root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	merged := maps.Clone(target)
	maps.Copy(merged, node)
	return merged
}
