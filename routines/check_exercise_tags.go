package routines

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// tagRule says which block tags a variant must carry. Without them a screening
// answer would let it through.
type tagRule struct {
	of     string // a family, or a pattern of IDs such as "STR-04.scan*"
	all    []Tag  // each of these
	any    []Tag  // one of these at least
	reason string
}

// tagRules is the table of what sections 1.1 to 1.8 of the clinical
// specification give each family. The first row that fits a variant decides,
// so an exception stands above its family.
func tagRules() []tagRule {
	return []tagRule{
		{of: "STR-01", reason: "slow breathing moves nothing"},
		{of: "STR-01.*", reason: "slow breathing moves nothing"},
		{of: "STR-04.scan*", reason: "a scan that only lets go tenses nothing"},
		{of: "STR-04.easier", reason: "a scan that only lets go tenses nothing"},
		{of: "STR-04", all: []Tag{TagNeckLoad, TagLoad}, reason: "the neck and arms are tensed"},
		{of: "STR-04.*", all: []Tag{TagNeckLoad, TagLoad}, reason: "the neck and arms are tensed"},
		{of: "SST-01.angel", all: []Tag{TagLoad}, reason: "the arms are lifted against the wall"},
		{of: "SST-01", reason: "a light squeeze works against nothing"},
		{of: "SST-01.*", reason: "a light squeeze works against nothing"},

		{of: "TPN", any: []Tag{TagPress, TagTouch}, reason: "hands or balls are on a tender spot"},
		{of: "TPS", any: []Tag{TagPress, TagTouch}, reason: "hands or balls are on a tender spot"},
		{of: "STR", all: []Tag{TagEndRange}, reason: "a stretch goes to the end of a range"},
		{of: "CST", all: []Tag{TagNeckLoad}, reason: "the neck works"},
		{of: "SST", all: []Tag{TagLoad}, reason: "the arms work against something"},
		{of: "MOB", reason: "the shared blocks are of all kinds: see wordRules"},
	}
}

func (r tagRule) fits(e *Exercise, v Variant) bool {
	if r.of == string(e.Family) {
		return true
	}
	match, err := path.Match(r.of, string(v.ID))
	return err == nil && match
}

// wordRule says which block tags the words of a variant ask for, whatever its
// family is: who lies on the back in the text lies on the back.
type wordRule struct {
	stem   []string // one of these is in every text that the words fit
	words  *regexp.Regexp
	any    []Tag
	reason string
}

var (
	flatWords  = regexp.MustCompile(`\bon (?:your|the) back\b|\b(?:lie|lying) (?:down )?flat\b`)
	kneelWords = regexp.MustCompile(`\bhands and knees\b|\bkneel|\bon all fours\b`)
	ballWords  = regexp.MustCompile(`\bballs?\b`)
	bandWords  = regexp.MustCompile(`\bthe band\b`)
	noBand     = regexp.MustCompile(`\bwithout (?:a|the) band\b`)
	pullWords  = regexp.MustCompile(`\bstretch(?:es)?\b`)
	neckWords  = regexp.MustCompile(`\bnod\b|\b(?:turn|tilt|roll|bend) (?:your|the) (?:head|neck|chin)\b`)
)

func wordRules() []wordRule {
	return []wordRule{
		{[]string{"back", "flat"}, flatWords, []Tag{TagFlat}, "it lies on the back"},
		{[]string{"knee", "fours"}, kneelWords, []Tag{TagKneel}, "it is on hands and knees"},
		{[]string{"ball"}, ballWords, []Tag{TagBall}, "it uses a ball"},
		{[]string{"band"}, bandWords, []Tag{TagLoad}, "it uses a band"},
		{[]string{"stretch"}, pullWords, []Tag{TagEndRange}, "it stretches"},
		{[]string{"nod", "head", "neck", "chin"}, neckWords, []Tag{TagNeckLoad, TagEndRange}, "it moves the neck"},
	}
}

// fits looks at a text in small letters.
func (r wordRule) fits(text string) bool {
	for _, stem := range r.stem {
		if strings.Contains(text, stem) {
			return r.words.MatchString(text)
		}
	}
	return false
}

// lack is a tag that a variant should carry and does not.
type lack struct {
	one    []Tag // any of these
	reason string
}

// checkTags reports the block tags that a variant lacks, each once.
func (d *document) checkTags(place string, e *Exercise, v Variant) {
	for i, tag := range v.Tags {
		d.known(below(place, i), string(tag), strs(tags()))
	}
	if e.Check() {
		return // checkQuestion wants it to have none
	}
	lacking := lacks(e, v)
	whole := strs(v.Tags)
	for _, l := range lacking {
		whole = append(whole, string(l.one[0]))
	}
	for _, l := range lacking {
		d.fault(place, fmt.Sprintf("of %s lack %s, though %s", v.ID, strings.Join(strs(l.one), " or "), l.reason),
			fmt.Sprintf("tags: [%s], so that a screening answer can close it", strings.Join(whole, ", ")))
	}
}

// lacks lists what a variant lacks by its family, its words and its other tags.
func lacks(e *Exercise, v Variant) []lack {
	var wanted []lack
	if i := slices.IndexFunc(tagRules(), func(r tagRule) bool { return r.fits(e, v) }); i >= 0 {
		rule := tagRules()[i]
		for _, tag := range rule.all {
			wanted = append(wanted, lack{[]Tag{tag}, rule.reason})
		}
		if len(rule.any) > 0 {
			wanted = append(wanted, lack{rule.any, rule.reason})
		}
	}
	text := strings.ToLower(v.wording(e))
	if strings.Contains(text, "without") {
		text = noBand.ReplaceAllString(text, "")
	}
	for _, rule := range wordRules() {
		if rule.fits(text) {
			wanted = append(wanted, lack{rule.any, rule.reason})
		}
	}
	if carries(v, []Tag{TagBall}) {
		wanted = append(wanted, lack{[]Tag{TagPress}, "a ball presses"})
	}
	var missing []lack
	for _, l := range wanted {
		told := slices.ContainsFunc(missing, func(m lack) bool { return m.one[0] == l.one[0] })
		if !told && !carries(v, l.one) {
			missing = append(missing, l)
		}
	}
	return missing
}

func carries(v Variant, one []Tag) bool {
	return slices.ContainsFunc(one, func(tag Tag) bool { return slices.Contains(v.Tags, tag) })
}
