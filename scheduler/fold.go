package scheduler

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes names comparable: small letters without accents, and one space
// for whatever else stands between them. A plus stays: Etc/GMT+1 is not
// Etc/GMT-1.
func fold(name string) string {
	name = norm.NFD.String(strings.ReplaceAll(strings.ToLower(name), "ß", "ss"))
	return strings.Join(strings.Fields(strings.Map(foldRune, name)), " ")
}

// foldRune drops accents, which stand behind their letters, and signs inside
// words. A few letters are no letter with an accent to Unicode.
func foldRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’ʻ.", r):
		return -1
	case r == 'ø':
		return 'o'
	case r == 'ł':
		return 'l'
	case r == 'ı':
		return 'i'
	case unicode.IsLetter(r), unicode.IsDigit(r), r == '+':
		return r
	default:
		return ' '
	}
}
