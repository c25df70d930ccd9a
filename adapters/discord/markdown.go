package discord

import (
	"regexp"
	"strings"

	"unknot/adapters/border"
)

// special is what means something anywhere in Discord's Markdown.
const special = "\\*_~`|[]<@"

// markdown returns a text as Discord wants it.
func markdown(p border.Prose) string { return p.Marked(escaped, strong) }

// strong makes a text bold, but for the white space around it, where the stars
// would be read as stars.
func strong(s string) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return s
	}
	before, after, _ := strings.Cut(s, inner)
	return before + "**" + escaped(inner) + "**" + after
}

// escaped takes the meaning from what looks like markup. Addresses stay as they
// are: a backslash in one would become a part of it.
func escaped(s string) string {
	var b strings.Builder
	at := 0
	for _, address := range regexp.MustCompile(`https?://[^\s<>]+`).FindAllStringIndex(s, -1) {
		b.WriteString(escapedWords(s[at:address[0]]))
		b.WriteString(s[address[0]:address[1]])
		at = address[1]
	}
	return b.String() + escapedWords(s[at:])
}

// escapedWords also takes the meaning from what begins a line: headings,
// quotes, lists and numbers.
func escapedWords(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return regexp.MustCompile(`(?m)^(\s*)([#>+-]|\d+(?:[.)]))`).ReplaceAllStringFunc(b.String(), escapedStart)
}

// escapedStart puts the backslash before the last sign.
func escapedStart(s string) string { return s[:len(s)-1] + `\` + s[len(s)-1:] }
