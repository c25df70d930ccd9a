package words

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var shipped embed.FS

// Own is the language that every sentence exists in.
const Own = "en"

// Catalogue holds the sentences of all languages. It never changes after
// loading, so one serves all goroutines.
type Catalogue struct {
	languages map[string]*i18n.Localizer
	has       map[string]map[string]bool // language, key
	plural    map[string]map[string]bool // language, keys whose sentence goes by a number
}

// Shipped loads the catalogue that is built into the program.
func Shipped() (*Catalogue, error) { return Load(shipped) }

// Load reads a catalogue: one file a language, named after it, such as
// "en.yaml". The own language must be there.
func Load(files fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the catalogue: %w", err)
	}
	bundle := i18n.NewBundle(language.Make(Own))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	c := &Catalogue{languages: map[string]*i18n.Localizer{}, has: map[string]map[string]bool{}, plural: map[string]map[string]bool{}}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read the catalogue: %w", err)
		}
		parsed, err := bundle.ParseMessageFileBytes(data, name)
		if err != nil {
			return nil, fmt.Errorf("read the catalogue %s: %w", name, err)
		}
		lang := strings.TrimSuffix(path.Base(name), ".yaml")
		c.languages[lang] = i18n.NewLocalizer(bundle, lang)
		c.has[lang], c.plural[lang] = map[string]bool{}, map[string]bool{}
		for _, m := range parsed.Messages {
			c.has[lang][m.ID] = true
			c.plural[lang][m.ID] = m.Zero+m.One+m.Two+m.Few+m.Many != ""
		}
	}
	if c.languages[Own] == nil {
		return nil, fmt.Errorf("the catalogue has no %s.yaml", Own)
	}
	return c, nil
}

// Languages returns the languages there are, the own one first.
func (c *Catalogue) Languages() []string {
	list := []string{Own}
	for _, lang := range slices.Sorted(maps.Keys(c.languages)) {
		if lang != Own {
			list = append(list, lang)
		}
	}
	return list
}

// Keys returns the keys of a language in order.
func (c *Catalogue) Keys(lang string) []string {
	keys := make([]string, 0, len(c.has[lang]))
	for key := range c.has[lang] {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Has reports whether a language has a key.
func (c *Catalogue) Has(lang, key string) bool { return c.has[lang][key] }

// Language returns the language that a message of these keys is told in: the
// one asked for if it has all of them, else the catalogue's own.
func (c *Catalogue) Language(lang string, keys ...string) string {
	for _, key := range keys {
		if !c.has[lang][key] {
			return Own
		}
	}
	if c.languages[lang] == nil {
		return Own
	}
	return lang
}

// Say returns the sentence of a key in a language, which must have it. Where
// it has plural forms, v.N decides. A key that is nowhere gives an error and the key itself.
func (c *Catalogue) Say(lang, key string, v Values) (string, error) {
	localizer := c.languages[lang]
	if localizer == nil {
		lang, localizer = Own, c.languages[Own]
	}
	ask := &i18n.LocalizeConfig{MessageID: key, TemplateData: v}
	if c.plural[lang][key] {
		ask.PluralCount = v.N
	}
	said, err := localizer.Localize(ask)
	if err != nil {
		return cmp.Or(said, key), fmt.Errorf("say %q: %w", key, err)
	}
	return said, nil
}
