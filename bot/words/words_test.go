package words_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unknot/bot/words"
)

// files is a catalogue of several languages, each the text of its file.
func files(languages map[string]string) fstest.MapFS {
	tree := fstest.MapFS{}
	for lang, text := range languages {
		tree[lang+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

const (
	english = `
hello: Hello
bye: "Good bye, {{.Routine}}"
apple:
  one: "{{.N}} apple"
  other: "{{.N}} apples"
deep:
  er:
    still: down here
`
	// Polish has four plurals; two of these sentences are not told in it.
	polish = `
hello: Cześć
apple:
  one: "{{.N}} jabłko"
  few: "{{.N}} jabłka"
  many: "{{.N}} jabłek"
  other: "{{.N}} jabłka"
`
	// Japanese has one form for every number.
	japanese = `
hello: こんにちは
apple:
  other: "りんご{{.N}}個"
`
)

func load(t testing.TB) *words.Catalogue {
	t.Helper()
	c, err := words.Load(files(map[string]string{"en": english, "pl": polish, "ja": japanese}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSay(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		lang, key string
		values    words.Values
		want      string
	}{
		{"en", "hello", words.Values{}, "Hello"},
		{"pl", "hello", words.Values{}, "Cześć"},
		{"ja", "hello", words.Values{N: 3}, "こんにちは"},
		{"en", "bye", words.Values{Routine: "Neck"}, "Good bye, Neck"},
		{"en", "bye", words.Values{Routine: "<b> & {{.N}}"}, "Good bye, <b> & {{.N}}"},
		{"en", "deep.er.still", words.Values{}, "down here"},

		{"en", "apple", words.Values{N: 0}, "0 apples"},
		{"en", "apple", words.Values{N: 1}, "1 apple"},
		{"en", "apple", words.Values{N: 2}, "2 apples"},
		{"en", "apple", words.Values{N: 21}, "21 apples"},
		{"pl", "apple", words.Values{N: 0}, "0 jabłek"},
		{"pl", "apple", words.Values{N: 1}, "1 jabłko"},
		{"pl", "apple", words.Values{N: 2}, "2 jabłka"},
		{"pl", "apple", words.Values{N: 4}, "4 jabłka"},
		{"pl", "apple", words.Values{N: 5}, "5 jabłek"},
		{"pl", "apple", words.Values{N: 12}, "12 jabłek"},
		{"pl", "apple", words.Values{N: 21}, "21 jabłek"},
		{"pl", "apple", words.Values{N: 22}, "22 jabłka"},
		{"pl", "apple", words.Values{N: 112}, "112 jabłek"},
		{"ja", "apple", words.Values{N: 1}, "りんご1個"},
		{"ja", "apple", words.Values{N: 7}, "りんご7個"},

		{"xx", "hello", words.Values{}, "Hello"},
		{"", "hello", words.Values{}, "Hello"},
		{"EN", "hello", words.Values{}, "Hello"},
	} {
		got, err := c.Say(test.lang, test.key, test.values)
		if err != nil || got != test.want {
			t.Errorf("Say(%q, %q, %+v) = %q, %v, want %q", test.lang, test.key, test.values, got, err, test.want)
		}
	}
}

// A sentence that is nowhere is an error, and something is said all the same.
func TestSayWhatIsNotThere(t *testing.T) {
	c := load(t)
	for _, key := range []string{"", "nothing", "apple.one", "deep", "deep.er", "hello.", "HELLO"} {
		got, err := c.Say("en", key, words.Values{N: 1})
		if err == nil || got != key {
			t.Errorf("Say(%q) = %q, %v, want the key and an error", key, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("%q", key)) {
			t.Errorf("the error does not name %q: %v", key, err)
		}
	}
}

func TestKeys(t *testing.T) {
	c := load(t)
	if got := c.Languages(); !slices.Equal(got, []string{"en", "ja", "pl"}) {
		t.Errorf("the languages are %v", got)
	}
	for lang, want := range map[string][]string{
		"en": {"apple", "bye", "deep.er.still", "hello"}, "pl": {"apple", "hello"}, "ja": {"apple", "hello"}, "xx": {},
	} {
		got := c.Keys(lang)
		if !slices.Equal(got, want) {
			t.Errorf("Keys(%q) = %v, want %v", lang, got, want)
		}
		for _, key := range []string{"apple", "bye", "hello", "deep.er.still", "deep", ""} {
			if has := c.Has(lang, key); has != slices.Contains(want, key) {
				t.Errorf("Has(%q, %q) = %v", lang, key, has)
			}
		}
	}
}

// The language is the one asked for if it has every sentence, else the own
// one: never a mixture.
func TestLanguage(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		lang string
		keys []string
		want string
	}{
		{"pl", []string{"hello"}, "pl"},
		{"pl", []string{"hello", "apple"}, "pl"},
		{"pl", []string{"hello", "bye"}, "en"},
		{"pl", []string{"bye"}, "en"},
		{"pl", []string{"nothing"}, "en"},
		{"pl", nil, "pl"},
		{"ja", []string{"hello", "apple"}, "ja"},
		{"en", []string{"hello", "bye"}, "en"},
		{"en", []string{"nothing"}, "en"},
		{"xx", []string{"hello"}, "en"},
		{"xx", nil, "en"},
		{"", nil, "en"},
	} {
		if got := c.Language(test.lang, test.keys...); got != test.want {
			t.Errorf("Language(%q, %v) = %q, want %q", test.lang, test.keys, got, test.want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, languages := range map[string]map[string]string{
		"nothing":         {},
		"no own language": {"pl": polish},
		"no YAML":         {"en": "hello: [1, 2"},
		"another broken":  {"en": english, "pl": "hello: {"},
	} {
		c, err := words.Load(files(languages))
		if err == nil || c != nil {
			t.Errorf("%s: loaded", name)
		}
		if err != nil && !strings.Contains(err.Error(), "catalogue") {
			t.Errorf("%s: %v does not say what was being done", name, err)
		}
	}
}

// Other files beside the languages are not looked at.
func TestLoadLooksAtItsFilesOnly(t *testing.T) {
	tree := files(map[string]string{"en": english})
	tree["README.md"] = &fstest.MapFile{Data: []byte("hello: {")}
	tree["old/pl.yaml"] = &fstest.MapFile{Data: []byte("hello: {")}
	if _, err := words.Load(tree); err != nil {
		t.Error(err)
	}
}

func TestShipped(t *testing.T) {
	c, err := words.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	keys := c.Keys(words.Own)
	if len(keys) < 200 {
		t.Errorf("%d keys", len(keys))
	}
	for _, key := range keys {
		for _, n := range []int{0, 1, 2, 11} {
			said, err := c.Say(words.Own, key, words.Values{N: n})
			if err != nil {
				t.Error(err)
			}
			if strings.Contains(said, "<no value>") || strings.Contains(said, "{{") {
				t.Errorf("%s reads %q", key, said)
			}
		}
	}
}

// Many may speak at once.
func TestSayAtOnce(t *testing.T) {
	c := load(t)
	done := make(chan string)
	for n := range 8 {
		go func() {
			said, _ := c.Say([]string{"en", "pl"}[n%2], "apple", words.Values{N: 1})
			done <- said
		}()
	}
	for range 8 {
		if said := <-done; said != "1 apple" && said != "1 jabłko" {
			t.Errorf("said %q", said)
		}
	}
}

func ExampleCatalogue_Say() {
	c, err := words.Shipped()
	if err != nil {
		fmt.Println(err)
		return
	}
	for n := range 3 {
		said, _ := c.Say("en", "dose.reps", words.Values{N: n})
		fmt.Println(said)
	}
	// Output:
	// 0 times
	// 1 time
	// 2 times
}
