package bot_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"unknot/bot"
	"unknot/bot/words"
)

// What is in the list of commands is understood, and fits where platforms show
// it.
func TestCommands(t *testing.T) {
	reader := bot.NewReader()
	own := bot.Introductions(writer(t).Words)[0]
	if own.Language != "" || len(own.Commands) != len(bot.Commands()) {
		t.Errorf("language %q, %d commands", own.Language, len(own.Commands))
	}
	for _, c := range own.Commands {
		if !regexp.MustCompile(`^[a-z]{1,32}$`).MatchString(c.Name) || reader.Understand("/"+c.Name).Verb == bot.VerbNone {
			t.Errorf("%q is no command", c.Name)
		}
		if n := utf8.RuneCountInString(c.Text); n < 3 || n > 40 || strings.Contains(c.Text, "command") {
			t.Errorf("%s does %q", c.Name, c.Text)
		}
		if open := slices.Contains(bot.OpenCommands(), c.Name); open != (c.After != "") || c.Completed && !open || utf8.RuneCountInString(c.After) > 100 {
			t.Errorf("after %s comes %q", c.Name, c.After)
		}
	}
	if n := utf8.RuneCountInString(own.About); n < 100 || n > 512 {
		t.Errorf("it presents itself in %d characters", n)
	}
	if n := utf8.RuneCountInString(own.Short); n < 50 || n > 120 {
		t.Errorf("it presents itself shortly in %d characters", n)
	}
}

// A language that cannot say all of it says none of it.
func TestIntroductionsAreWhole(t *testing.T) {
	english := "about: {text: about, short: short, private: private}\ncommand:\n"
	for _, name := range bot.Commands() {
		english += "  " + name + ": text\n"
	}
	english += "after:\n"
	for _, name := range bot.OpenCommands() {
		english += "  " + name + ": text\n"
	}
	english += "place:\n"
	for _, name := range serverNames(bot.Introductions(writer(t).Words)[0]) {
		english += "  " + name + ": text\n"
	}
	files := fstest.MapFS{
		"en.yaml": {Data: []byte(english)},
		"de.yaml": {Data: []byte(strings.ReplaceAll(english, "text\n", "Wort\n"))},
		"pl.yaml": {Data: []byte("about: {text: a, short: b}")},
	}
	c, err := words.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	all := bot.Introductions(c)
	if len(all) != 2 || all[0].Language != "" || all[1].Language != "de" || all[1].Commands[0].Text != "Wort" {
		t.Errorf("%+v", all)
	}
}

// serverNames returns every name in the commands of a server, each once.
func serverNames(i bot.Introduction) []string {
	var names []string
	for _, c := range i.Server {
		names = append(names, c.Name)
		for _, p := range c.Parts {
			names = append(names, p.Name)
			for _, f := range p.Fields {
				names = append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// What is listed of a server fits where platforms show it, and what can be
// left out stands last.
func TestServerCommands(t *testing.T) {
	said := func(name, text string) {
		t.Helper()
		if n := utf8.RuneCountInString(text); n < 3 || n > 100 || !regexp.MustCompile(`^[a-z]{1,32}$`).MatchString(name) {
			t.Errorf("%s does %q", name, text)
		}
	}
	for _, c := range bot.Introductions(writer(t).Words)[0].Server {
		said(c.Name, c.Text)
		for _, p := range c.Parts {
			said(p.Name, p.Text)
			needed := true
			for _, f := range p.Fields {
				said(f.Name, f.Text)
				if f.Needed && !needed || f.Kind == 0 {
					t.Errorf("%s %s: %+v", c.Name, p.Name, f)
				}
				needed = f.Needed
			}
		}
	}
}
