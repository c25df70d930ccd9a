package routines

import (
	"slices"
	"strings"
	"time"
)

// ItemID names a question of the screening, such as "R3b".
type ItemID string

// The items that stand in no grouped screen.
const (
	UnderAge    ItemID = "U18" // under 18, asked with the consent
	AnythingNew ItemID = "new" // "anything new since DATE?", and the button "something new"
)

// Level is how soon somebody should see whom, the most urgent first.
type Level string

// The levels (clinical specification, section 3.1).
const (
	LevelNone       Level = ""
	LevelEmergency  Level = "emergency"  // the local emergency number now
	LevelDepartment Level = "department" // an emergency department today
	LevelToday      Level = "today"      // urgent: a doctor the same day
	LevelDays       Level = "days"       // urgent: a doctor within days
	LevelClinician  Level = "clinician"  // a clinician first
	LevelDoctor     Level = "doctor"     // a doctor first
	LevelSurgeon    Level = "surgeon"    // the surgeon or a physical therapist first
	LevelModify     Level = "modify"     // other ways of doing it
	LevelRest       Level = "rest"       // not today
	LevelAdvise     Level = "advise"     // advise a visit, and go on
	LevelAge        Level = "age"        // a parent or guardian, and a clinician
)

// Opens is what lifts the blocks of an item.
type Opens string

// The ways. An answer that changes to no lifts a Y-item, too; of an R-item
// only "I tapped by mistake" does.
const (
	OpensOver Opens = "over" // "over, and a doctor examined me since", and never while it is there
	OpensTick Opens = "tick" // that, or "a clinician who knows this cleared me"
	OpensTime Opens = "time" // by itself only
	OpensNone Opens = ""     // nothing but another answer
)

// Item is one question of the screening and what a yes means.
type Item struct {
	ID     ItemID
	Screen int           // the grouped screen it stands in, 1 to 4; 0: in none
	Level  Level         // what a yes asks for
	Graver Level         // what the graver case that the item names asks for; empty: there is none
	Blocks []Block       // until cleared
	After  []Block       // what stays off after clearance, until the answer changes
	Limits []Limit       // what a yes limits, cleared or not
	Opens  Opens         // what lifts Blocks
	From   time.Duration // since Answer.Since, when a yes begins to hold
	For    time.Duration // how long Blocks hold before they end by themselves; 0: they do not
	Today  bool          // Blocks hold until the day turns
	Bound  time.Duration // how long Limits hold; 0: as long as the yes
}

// Red reports whether the item is one of the R-items, which no other answer
// but "I tapped by mistake" opens.
func (i Item) Red() bool { return strings.HasPrefix(string(i.ID), "R") }

const sevenDays = 7 * 24 * time.Hour

// RedItems lists the R-items of the clinical specification, section 3.1. They
// mean now or in the last seven days, unless they name a time.
func RedItems() []Item {
	all, move := []Block{BlockAll}, []Block{BlockMove}
	return []Item{
		{ID: "R1", Screen: 1, Level: LevelEmergency, Blocks: all, Opens: OpensOver},
		{ID: "R2", Screen: 1, Level: LevelEmergency, Blocks: all, Opens: OpensOver},
		{ID: "R3", Screen: 1, Level: LevelEmergency, Blocks: all, Opens: OpensOver},
		{ID: "R3b", Screen: 1, Level: LevelToday, Blocks: move, Opens: OpensTick},
		{ID: "R4", Screen: 2, Level: LevelEmergency, Blocks: all, Opens: OpensTick},
		{ID: "R4b", Screen: 2, Level: LevelToday, Blocks: move, Opens: OpensTick},
		{ID: "R5", Screen: 2, Level: LevelDepartment, Blocks: all, Opens: OpensTick},
		{ID: "R5b", Screen: 2, Level: LevelToday, Blocks: move, Opens: OpensTick},
		// Graver: a red eye, the jaw, the temples.
		{ID: "R6", Screen: 3, Level: LevelDays, Graver: LevelToday, Blocks: move, Opens: OpensTick},
		{ID: "R7", Screen: 2, Level: LevelEmergency, Blocks: all, Opens: OpensTick},
		// The table gives no time: the sooner one.
		{ID: "R7b", Screen: 2, Level: LevelToday, Blocks: move, Opens: OpensTick},
		{ID: "R8", Screen: 3, Level: LevelEmergency, Blocks: all, Opens: OpensTick},
		{ID: "R9", Screen: 3, Level: LevelDoctor, Blocks: move, Opens: OpensTick,
			After: []Block{Block(TenderNeck), Block(TagEndRange), "CST-03"}},
		{ID: "R10", Screen: 1, Level: LevelEmergency, Blocks: all, Opens: OpensTick},
		{ID: "R11", Screen: 2, Level: LevelEmergency, Blocks: all, Opens: OpensTick},
		{ID: "R12", Screen: 1, Level: LevelEmergency, Blocks: all, Opens: OpensTick},
	}
}

// YellowItems lists the Y-items of the clinical specification, section 3.1.
func YellowItems() []Item {
	const (
		press, touch, ball         = Block(TagPress), Block(TagTouch), Block(TagBall)
		end, neck, load            = Block(TagEndRange), Block(TagNeckLoad), Block(TagLoad)
		flat, kneel, tpn, twoBalls = Block(TagFlat), Block(TagKneel), Block(TenderNeck), Block("TPN-02")
	)
	slide := Block("SST-03").Except("SST-03.easier")
	return []Item{
		{ID: "Y1", Screen: 3, Level: LevelSurgeon, Blocks: []Block{BlockMove}, Opens: OpensTick},
		{ID: "Y2", Screen: 3, Level: LevelClinician, Blocks: []Block{press, end, neck}, After: []Block{end, twoBalls}, Opens: OpensTick},
		{ID: "Y3", Screen: 3, Level: LevelClinician, Blocks: []Block{press, end, neck}, After: []Block{end, twoBalls},
			Limits: []Limit{LimitLowest}, Opens: OpensTick},
		{ID: "Y3b", Screen: 3, Level: LevelModify, Blocks: []Block{end}, After: []Block{end}, Limits: []Limit{LimitPress, LimitLowest}},
		{ID: "Y4", Screen: 4, Level: LevelModify, Blocks: []Block{ball, "MOB-03", "CST-01.L4"}, After: []Block{ball, "MOB-03", "CST-01.L4"},
			Limits: []Limit{LimitForce20}},
		{ID: "Y5", Screen: 4, Level: LevelModify, Blocks: []Block{press}, After: []Block{press}},
		// Graver: the weakness grows. The table gives no time: the sooner one.
		{ID: "Y6", Screen: 4, Level: LevelClinician, Graver: LevelToday, Blocks: []Block{press, end, neck, load}, Opens: OpensTick},
		{ID: "Y7", Screen: 4, Level: LevelClinician, Blocks: []Block{press, end, neck, flat}, Opens: OpensTick},
		{ID: "Y8", Screen: 4, Level: LevelDoctor, Blocks: []Block{load}, Opens: OpensTick},
		{ID: "Y9", Screen: 4, Level: LevelModify, Blocks: []Block{flat, ball}, After: []Block{flat, ball}, From: 16 * sevenDays,
			Limits: []Limit{LimitRecline}},
		{ID: "Y10", Screen: 4, Level: LevelClinician, Blocks: []Block{press, touch}, Opens: OpensTick},
		{ID: "Y11", Screen: 4, Level: LevelModify, Blocks: []Block{press, touch, load}, For: 48 * time.Hour, Opens: OpensTime,
			Limits: []Limit{LimitForce10, LimitLower}, Bound: 4 * sevenDays},
		{ID: "Y11b", Screen: 4, Level: LevelModify, Blocks: []Block{press, end, "CST-03"}, After: []Block{press}, Opens: OpensTick},
		{ID: "Y12", Screen: 4, Level: LevelRest, Blocks: []Block{BlockMove}, Today: true, Opens: OpensTime},
		{ID: "Y13", Screen: 4, Level: LevelAdvise},
		{ID: "Y14", Screen: 4, Level: LevelModify, Blocks: []Block{flat, kneel}, After: []Block{flat, kneel}},
		{ID: "Y15", Screen: 3, Level: LevelClinician, Blocks: []Block{press, end, neck, load}, Opens: OpensTick},
		{ID: "Y16", Screen: 3, Level: LevelClinician, Blocks: []Block{press, touch, end, neck, load, flat}, Opens: OpensTick},
		{ID: "Y17", Screen: 3, Level: LevelClinician, Blocks: []Block{end, tpn, neck}, After: []Block{end}, Opens: OpensTick},
		{ID: "Y18", Screen: 3, Level: LevelDoctor, Blocks: []Block{tpn, end, neck}, After: []Block{tpn, end}, Opens: OpensTick},
		{ID: "Y19", Screen: 3, Level: LevelModify, Blocks: []Block{tpn}, After: []Block{tpn}},
		{ID: "Y20", Screen: 4, Level: LevelModify, Blocks: []Block{load, kneel}, For: 6 * sevenDays, Opens: OpensTick},
		{ID: "Y21", Screen: 4, Level: LevelModify, Blocks: []Block{"MOB-04", "STR-05", slide}, After: []Block{"MOB-04", "STR-05", slide}},
	}
}

// Items lists every item of the four grouped screens, in the order of the
// table of section 3.1.
func Items() []Item { return append(RedItems(), YellowItems()...) }

// underAge is asked with the consent and not in a grouped screen: this is for
// adults only.
func underAge() Item { return Item{ID: UnderAge, Level: LevelAge, Blocks: []Block{BlockAll}} }

// Screen returns the items of a grouped screen, 1 to 4.
func Screen(n int) []Item {
	return slices.DeleteFunc(Items(), func(i Item) bool { return i.Screen != n })
}

// ItemOf returns an item by its ID.
func ItemOf(id ItemID) (Item, bool) {
	items := append(Items(), underAge())
	i := slices.IndexFunc(items, func(item Item) bool { return item.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return items[i], true
}
