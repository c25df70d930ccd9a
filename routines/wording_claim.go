package routines

import (
	"fmt"
	"regexp"
	"strings"
)

// claims are the words that would make a medical promise of a comfort: to
// cure, treat, relieve or prevent, or to be proven (clinical specification,
// section 6, "Avoid"). No file that holds one is loaded.
var claims = regexp.MustCompile(`\b(?:` + strings.Join([]string{
	`cur(?:es?|ed|ing)`, `heal(?:s|ed|ing)?`, `treat(?:s|ed|ing|ments?)?`,
	`(?:clinically|medically|scientifically) (?:proven|tested)`, `proven to`, `guarante(?:es?|ed)`,
	`pain[- ]relief`, `migraine[- ](?:therapy|relief)`, `headache[- ](?:therapy|relief)`,
	`(?:therapy|remedy|remedies) (?:for|of|against) (?:a |the |your )?(?:migraines?|headaches?|attacks?|pain)`,
	`(?:pt|doctor|physio|physiotherapist|therapist)[- ]approved`,
	`(?:alternative to|instead of|in place of|replaces?) (?:your |a |the )?(?:medicines?|medication|drugs?|pills?|doctor)`,
	`(?:reliev\w+|prevent\w*|reduc\w+|eliminat\w+|stop(?:s|ped|ping)?|ends?|beats?|fights?) ` +
		`(?:(?:a|an|the|all|any|your|most|more|every|chronic|neck|head|tension|next|future)[ -]){0,3}` +
		`(?:migraines?|headaches?|attacks?|pain)`,
}, "|") + `)\b`)

// claimStems are what every claim has one of: most texts have none, and need
// no closer look.
func claimStems() []string {
	return []string{
		"cur", "heal", "treat", "proven", "tested", "guarant", "relie", "therap", "remed", "approved", "alternative", "instead of",
		"in place of", "replace", "prevent", "reduc", "eliminat", "stop", "end", "beat", "fight",
	}
}

// claim returns the first claim of a text, in small letters; "" when it makes
// none.
func claim(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, stem := range claimStems() {
		if strings.Contains(text, stem) {
			return claims.FindString(text)
		}
	}
	return ""
}

// checkClaims refuses texts that promise what no study shows.
func (d *document) checkClaims(texts []placed) {
	for _, t := range texts {
		if words := claim(t.text); words != "" {
			d.fault(t.place, fmt.Sprintf("%q promises what no study shows", words), "what it may ease, such as comfort, movement or strength")
		}
	}
}
