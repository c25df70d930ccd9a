package routines_test

import (
	"strings"
	"sync"
	"testing"

	"unknot/routines"
)

// wholeTable is every variant of the clinical specification, sections 1.1 to
// 1.8, with its seconds and its tags, shipped already or not. Blocks must be
// right for all of them.
const wholeTable = `
TPN-01.easier 30 TOUCH; TPN-01.first 120 PRESS; TPN-01.firstshort 60 PRESS; TPN-01.short 60 PRESS; TPN-01 120 PRESS
TPN-01.harder 95 PRESS,NECKLOAD
TPN-02.easier 105 PRESS,FLAT; TPN-02 105 PRESS,BALL,FLAT; TPN-02.later 150 PRESS,BALL,FLAT; TPN-02.harder 150 PRESS,BALL,FLAT,NECKLOAD
TPN-03.easier 55 PRESS; TPN-03.short 85 PRESS; TPN-03 165 PRESS; TPN-03.harder 95 PRESS,NECKLOAD
TPN-04.easier 165 PRESS; TPN-04 95 PRESS,NECKLOAD
TPS-01.easier 60 TOUCH; TPS-01.short 120 PRESS; TPS-01 230 PRESS; TPS-01.harder 230 PRESS,NECKLOAD
TPS-02.easier 100 PRESS; TPS-02 180 PRESS; TPS-02.ball 180 PRESS,BALL; TPS-02.harder 180 PRESS,BALL
TPS-03.easier 130 PRESS,BALL; TPS-03.short 120 PRESS,BALL; TPS-03 230 PRESS,BALL; TPS-03.harder 230 PRESS,BALL
TPS-04.easier 70 PRESS,BALL; TPS-04 150 PRESS,BALL; TPS-04.harder 150 PRESS,BALL
STR-01.c3 30 none; STR-01.c4 40 none; STR-01.c6 60 none; STR-01.short 120 none; STR-01.c18 180 none; STR-01.c19 190 none
STR-01.easier 210 none; STR-01 300 none; STR-01.bed 330 none; STR-01.harder 480 none
STR-02.mini 45 ENDRANGE; STR-02.short 80 ENDRANGE; STR-02.easier 100 ENDRANGE; STR-02 160 ENDRANGE; STR-02.harder 220 ENDRANGE
STR-03.short 80 ENDRANGE; STR-03.easier 100 ENDRANGE; STR-03 160 ENDRANGE; STR-03.harder 220 ENDRANGE
STR-05.short 80 ENDRANGE; STR-05.easier 100 ENDRANGE; STR-05 160 ENDRANGE; STR-05.harder 220 ENDRANGE
STR-04.scan30 30 none; STR-04.scan90 90 none; STR-04.scan120 120 none; STR-04.easier 270 none
STR-04 270 NECKLOAD,LOAD; STR-04.harder 720 NECKLOAD,LOAD
MOB-04.easier 50 ENDRANGE; MOB-04 80 ENDRANGE; MOB-04.harder 110 ENDRANGE
CST-01.easier 30 NECKLOAD; CST-01.L1 94 NECKLOAD,FLAT; CST-01.L1r 94 NECKLOAD; CST-01.L1b 110 NECKLOAD,FLAT; CST-01.L1br 110 NECKLOAD
CST-01 130 NECKLOAD,FLAT; CST-01.L2 130 NECKLOAD,FLAT; CST-01.L2r 130 NECKLOAD; CST-01.L2b 150 NECKLOAD,FLAT; CST-01.L2br 150 NECKLOAD
CST-01.L3 180 NECKLOAD,FLAT; CST-01.harder 180 NECKLOAD,FLAT; CST-01.L3r 180 NECKLOAD; CST-01.L4 190 NECKLOAD,FLAT,LOAD
CST-02.x6 30 NECKLOAD; CST-02.easier 30 NECKLOAD; CST-02.set1 50 NECKLOAD; CST-02 120 NECKLOAD; CST-02.harder 152 NECKLOAD
CST-02.resist 152 NECKLOAD,LOAD
CST-03.easier 43 NECKLOAD,LOAD; CST-03.x2 95 NECKLOAD,LOAD; CST-03 135 NECKLOAD,LOAD; CST-03.harder 159 NECKLOAD,LOAD
CST-04.easier 50 NECKLOAD; CST-04.set1 60 NECKLOAD,KNEEL; CST-04.set1t 60 NECKLOAD; CST-04 130 NECKLOAD,KNEEL; CST-04.t 130 NECKLOAD
CST-04.harder 90 NECKLOAD,KNEEL,LOAD
SST-01.mini 35 none; SST-01.easier 35 none; SST-01.set1 74 none; SST-01 168 none; SST-01.harder 168 none; SST-01.angel 168 LOAD
SST-02.set1 60 LOAD; SST-02.easier 190 LOAD; SST-02 160 LOAD; SST-02.x12 176 LOAD; SST-02.harder 260 LOAD
SST-03.easier 45 LOAD; SST-03.set1 55 LOAD; SST-03 140 LOAD; SST-03.harder 140 LOAD
SST-04.s40 60 LOAD; SST-04.s60 80 LOAD; SST-04.easier 80 LOAD; SST-04.s90 110 LOAD; SST-04 140 LOAD; SST-04.harder 140 LOAD
MOB-01.easier 40 NECKLOAD; MOB-01.short 75 NECKLOAD; MOB-01 120 NECKLOAD
MOB-02.easier 15 none; MOB-02 30 none; MOB-03.easier 29 ENDRANGE; MOB-03 45 ENDRANGE; MOB-05 30 none; MOB-06 20 none; MOB-07 10 none
WRK-01 60 none; WRK-08 60 none; WRK-12 60 none; SLP-02 45 none; SLP-03 45 none; SLP-05 45 none`

// wholeSessions is what section 2.1 says of the sessions: full, short, tiny.
const wholeSessions = `
S-01 | STR-01.c4, MOB-02, CST-02.x6, STR-02.mini, SST-01.mini | STR-01.c4, MOB-02, CST-02.x6 | CST-02.x6, MOB-02
S-02 | STR-01.c6, MOB-01.short, TPN-01, STR-02.short, STR-03.short, STR-01.c3 | STR-01.c3, TPN-01.short, STR-02.mini | TPN-01.easier, STR-01.c3
S-03 | MOB-02, TPS-01.short, TPS-02, MOB-04, STR-01.c6 | TPS-01.short | TPS-01.easier
S-04 | MOB-03, TPS-03, TPS-04, STR-01.c6 | TPS-03.short | MOB-02, STR-01.c3
S-05 | MOB-01.short, MOB-02, CST-03, SST-01.set1, SST-02.set1, SST-03.set1, CST-01.L2, STR-01.c6 | CST-02.x6, SST-01.mini, SST-03.set1 | CST-02.x6, MOB-02
S-06 | MOB-01.short, CST-04, SST-02, SST-03, CST-01.L3, STR-01.c3 | SST-02.set1, SST-03.set1 | SST-02.set1
S-07 | STR-01.bed, STR-04 | STR-01.short | STR-01.c6
S-08a | STR-01.short, MOB-05, MOB-01.easier, CST-01.easier, STR-04.scan90 | STR-01.c6, MOB-05, STR-04.scan30 | STR-01.c6
S-08b | STR-01.c19, MOB-05, STR-04.scan90 | STR-01.c6, MOB-05, STR-04.scan30 | STR-01.c6
S-09 | STR-01.c18, STR-04.scan120 | STR-01.short | STR-01.c6
S-10 | SST-04 | SST-04.s60 | SST-04.s40
S-11 | MOB-06, MOB-02, MOB-07 | MOB-06, MOB-02, MOB-07, MOB-06, MOB-02, MOB-07 | MOB-06, MOB-02, MOB-07
S-12 | WRK-01, WRK-08, WRK-12 | WRK-12, WRK-08 | WRK-12
S-13 | SLP-02, SLP-03, SLP-05 | SLP-02, SLP-03 | SLP-03
S-14 | STR-01.c6, MOB-01.short, TPN-03, TPN-02, STR-01.c6 | STR-01.c3, TPN-03.short | TPN-01.easier, STR-01.c3`

// clinic is a library with everything of the specification in it, as far as
// blocks can tell it apart.
var clinic = sync.OnceValue(func() *routines.Library {
	var exercises []*routines.Exercise
	byID := map[string]*routines.Exercise{}
	for field := range strings.FieldsFuncSeq(wholeTable, func(r rune) bool { return r == ';' || r == '\n' }) {
		words := strings.Fields(field)
		name, _, _ := strings.Cut(words[0], ".")
		if byID[name] == nil {
			byID[name] = &routines.Exercise{ID: routines.ExerciseID(name), Family: routines.Family(name[:3]), Name: name}
			exercises = append(exercises, byID[name])
		}
		v := routines.Variant{ID: routines.VariantID(words[0]), Dose: routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: atoi(words[1])}}
		for tag := range strings.SplitSeq(words[2], ",") {
			if tag != "none" {
				v.Tags = append(v.Tags, routines.Tag(tag))
			}
		}
		byID[name].Variants = append(byID[name].Variants, v)
	}
	var rs []*routines.Routine
	for line := range strings.Lines(strings.TrimSpace(wholeSessions)) {
		cells := strings.Split(line, " | ")
		r := &routines.Routine{ID: routines.RoutineID(cells[0]), Version: 1, Name: cells[0], Forms: map[routines.Form][]routines.Step{}}
		for i, form := range routines.Forms() {
			for id := range strings.SplitSeq(strings.TrimSpace(cells[i+1]), ", ") {
				r.Forms[form] = append(r.Forms[form], routines.Step{Variant: routines.VariantID(id)})
			}
		}
		rs = append(rs, r)
	}
	return routines.NewLibrary(exercises, rs, nil)
})

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = 10*n + int(r-'0')
	}
	return n
}

// libraries are those that blocks are held against: what is shipped, and
// everything that the specification knows.
func libraries(t testing.TB) []*routines.Library {
	t.Helper()
	lib, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return []*routines.Library{lib, clinic()}
}

// left lists the variants of a library that blocks leave, in order.
func left(lib *routines.Library, blocks routines.Blocks) []string {
	var ids []string
	for _, e := range lib.Exercises() {
		for i := range e.Variants {
			if blocks.Allows(e, &e.Variants[i]) {
				ids = append(ids, string(e.Variants[i].ID))
			}
		}
	}
	return ids
}

// listed reads blocks as the specification writes them: "PRESS, TPN, MOB-03".
func listed(text string) routines.Blocks {
	if text == "" || text == "-" {
		return nil
	}
	var bs []routines.Block
	for name := range strings.SplitSeq(text, "; ") {
		bs = append(bs, routines.Block(name))
	}
	return routines.NewBlocks(bs...)
}
