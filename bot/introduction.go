package bot

import (
	"slices"

	"unknot/bot/words"
)

// Introduction is how the bot presents itself on a platform, in one language,
// before anybody has written to it: what it is, and what can be asked of it.
type Introduction struct {
	Language string // such as "de"; empty for everybody whose language is not among the others
	About    string // at most 512 characters
	Short    string // at most 120 characters
	Private  string // what is said where others read along; where to go instead is the adapter's to add
	Commands []Command
	Server   []ServerCommand // those for where several people are, where the platform has that
}

// Command is a word that the bot understands, and what it does.
type Command struct {
	Name, Text string
	After      string // what may follow it; empty when nothing does
	Completed  bool   // Completer knows how it may go on
}

// Commands lists what is worth showing in a list of commands, what is asked
// for most first. Each is a word that Reader knows; what it does stands in the
// catalogue below "command".
func Commands() []string {
	return []string{
		"start", "today", "routine", "migraine", "progress", "schedule", "snooze", "pause", "resume",
		"log", "program", "goal", "report", "evidence", "safety", "settings", "zone", "link", "export", "privacy", "help", "cancel", "stop", "forget",
	}
}

// OpenCommands lists the commands that more words may follow. What they say
// stands in the catalogue below "after".
func OpenCommands() []string {
	return []string{"routine", "progress", "schedule", "snooze", "pause", "log", "goal", "evidence", "zone"}
}

// Introductions returns one for each language that can say it whole, the
// catalogue's own first, for everybody else.
func Introductions(c *words.Catalogue) []Introduction {
	all := []Introduction{introduction(c, words.Own)}
	all[0].Language = ""
	for _, lang := range c.Languages() {
		if lang != words.Own && c.Language(lang, introductionKeys()...) == lang {
			all = append(all, introduction(c, lang))
		}
	}
	return all
}

const (
	aboutKey   = "about.text"
	shortKey   = "about.short"
	privateKey = "about.private"
	commandKey = "command."
	afterKey   = "after."
)

func introductionKeys() []string {
	keys := []string{aboutKey, shortKey, privateKey}
	for _, name := range Commands() {
		keys = append(keys, commandKey+name)
	}
	for _, name := range OpenCommands() {
		keys = append(keys, afterKey+name)
	}
	return append(keys, serverKeys()...)
}

func introduction(c *words.Catalogue, lang string) Introduction {
	s := &sentence{Writer: Writer{Words: c}, lang: lang}
	plain := func(key string) string { return ParseText(s.key(key, words.Values{})).Plain() }
	i := Introduction{Language: lang, About: plain(aboutKey), Short: plain(shortKey), Private: plain(privateKey)}
	for _, name := range Commands() {
		c := Command{Name: name, Text: plain(commandKey + name), Completed: slices.Contains(CompletedCommands(), name)}
		if slices.Contains(OpenCommands(), name) {
			c.After = plain(afterKey + name)
		}
		i.Commands = append(i.Commands, c)
	}
	i.Server = s.introducedServer()
	return i
}
