package routines_test

import (
	"fmt"
	"time"

	"unknot/routines"
	"unknot/routines/library"
)

// Somebody who takes blood thinners begins a release of the shoulder tops:
// hands rest where they would press, and what cannot do without is left out.
func ExampleSafety() {
	lib, err := routines.Load(library.FS())
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	safety := routines.Safety{}
	fmt.Println("due:", safety.Screening.Due(now, false))
	safety.Screening = safety.Screening.Record(routines.Answer{Item: "Y5", Said: routines.Yes, At: now}).Finish(now)
	fmt.Println("blocked:", safety.Blocks(now))

	routine, _ := lib.Routine("S-03")
	machine := routines.Machine{Library: lib, Blocks: safety.Blocks(now)}
	session, _ := machine.Advance(routines.NewSession(1, routine, now), routines.Move{Kind: routines.MoveScore, Score: 2}, now)
	for _, step := range session.Steps {
		fmt.Print(step.Variant, " ")
	}
	// Output:
	// due: full
	// blocked: [PRESS]
	// MOB-02 TPS-01.easier MOB-04 STR-01.c6
}
