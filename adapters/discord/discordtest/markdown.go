package discordtest

import (
	"regexp"
	"strings"
	"unicode"
)

// readMarkdown returns a content as people see it. The only markup that may be
// in it is bold; anything else that Discord would take for markup was not
// meant, and the content is not ok.
func readMarkdown(content string) (text string, ok bool) {
	content = strings.TrimSpace(content)
	var b strings.Builder
	bold := false
	for rest := content; rest != ""; {
		if address := regexp.MustCompile(`^https?://[^\s<>]+`).FindString(rest); address != "" {
			b.WriteString(address)
			rest = rest[len(address):]
			continue
		}
		r, size := firstRune(rest)
		next, nextSize := firstRune(rest[size:])
		switch {
		case r == '\\' && nextSize > 0 && !unicode.IsLetter(next) && !unicode.IsDigit(next) && !unicode.IsSpace(next):
			b.WriteRune(next)
			rest = rest[size+nextSize:]
			continue
		case r == '*' && next == '*':
			bold = !bold
			rest = rest[size+nextSize:]
			continue
		case strings.ContainsRune("*_~`|[]<@", r), startsBlock(content, rest):
			return "", false
		}
		b.WriteRune(r)
		rest = rest[size:]
	}
	return b.String(), !bold
}

// startsBlock reports whether a line begins here with the sign of a heading, a
// quote, or a list.
func startsBlock(content, rest string) bool {
	before := content[:len(content)-len(rest)]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return strings.TrimSpace(line) == "" && regexp.MustCompile(`^(#{1,3} |-# |>|[-+] |\d+[.)] )`).MatchString(rest)
}

func firstRune(s string) (r rune, size int) {
	for _, r := range s {
		return r, len(string(r))
	}
	return 0, 0
}
