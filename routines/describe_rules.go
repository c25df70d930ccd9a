package routines

import (
	"fmt"
	"strings"
	"time"
)

// Told is what people are told in words that this package does not know: the
// sentences of the catalogue. Both functions must be there.
type Told struct {
	Item   func(ItemID) string // what an item of the screening asks
	Reason func(Reason) string // why the program decides as it does
}

// DescribeRules returns every decision table as a document of plain markdown
// tables that a therapist can print, read and sign. It follows DescribeAll. All
// numbers and names are those that the program decides with.
func DescribeRules(told Told) string {
	p := &paper{}
	p.part("4", "RULES")
	p.text(0, "What decides whether, what and how much somebody is offered. A row has the name that it has in the clinical specification. "+
		"Where a table is read from the top, the first row that fits decides. Pain and effort are whole numbers from 0 to 10.")
	for i, group := range ruleGroups() {
		p.line("\n%s\n4.%d %s", strings.Repeat("-", paperWidth), i+1, strings.ToUpper(group.name))
		group.tell(p, told)
		p.sign("")
	}
	return p.String()
}

// ruleGroup is one group of rules that is signed together.
type ruleGroup struct {
	name string
	tell func(*paper, Told)
}

func ruleGroups() []ruleGroup {
	return []ruleGroup{
		{"Screening", (*paper).screeningRules},
		{"What blocks and limits do", (*paper).blockRules},
		{"Pain before, during and after", (*paper).painRules},
		{"Stop rules", (*paper).stopRules},
		{"Attacks", (*paper).attackRules},
		{"Levels", (*paper).levelRules},
		{"Days and gaps", (*paper).dayRules},
		{"Weeks and check-points", (*paper).weekRules},
	}
}

// titled begins one table of a group.
func (p *paper) titled(title string) { p.line("\n### %s", title) }

// say writes a paragraph below or above a table.
func (p *paper) say(format string, args ...any) {
	p.line("")
	p.text(0, fmt.Sprintf(format, args...))
}

// lasting tells how long something holds, in whole weeks, days or hours where
// that is how people count it.
func lasting(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d > 2*sevenDays && d%sevenDays == 0:
		return fmt.Sprintf("%d weeks", d/sevenDays)
	case d > 3*day && d%day == 0:
		return fmt.Sprintf("%d days", d/day)
	case d >= 2*time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	default:
		return span(int(d.Seconds()))
	}
}

// band tells numbers from one to another.
func band(from, most int) string {
	switch {
	case most < 0:
		return fmt.Sprintf("%d or more", from)
	case from == most:
		return fmt.Sprint(from)
	default:
		return fmt.Sprintf("%d-%d", from, most)
	}
}
