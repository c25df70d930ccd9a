package routines_test

import (
	"fmt"
	"time"

	"unknot/routines"
	"unknot/routines/library"
)

// Somebody does the tiny form of a shipped routine: two steps, and done.
func Example() {
	lib, err := routines.Load(library.FS())
	if err != nil {
		fmt.Println(err)
		return
	}
	routine, _ := lib.Find("desk reset")
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	machine := routines.Machine{Library: lib}
	session := routines.NewSession(1, routine, now)
	for _, move := range []routines.Move{
		{Kind: routines.MoveForm, Form: routines.Tiny},
		{Kind: routines.MoveScore, Score: 3}, // neck and shoulder pain before
		{Kind: routines.MoveDone},
		{Kind: routines.MoveDone},
		{Kind: routines.MoveScore, Score: 2}, // the same after
		{Kind: routines.MovePass},            // how hard it was: no answer
	} {
		if step, ok := session.Current(); ok && session.Running() {
			exercise, _, _ := lib.Variant(step.Variant)
			dose, _ := session.StepDose(lib, session.At)
			fmt.Printf("%s: %s\n", exercise.Name, dose)
		}
		now = now.Add(30 * time.Second)
		session, _ = machine.Advance(session, move, now)
	}
	result, _ := session.Result(lib)
	fmt.Printf("%s, %d s, counted: %v\n", result.End, result.Seconds, result.Counted)
	// Output:
	// Chin glide: 6 times, hold 3 s, rest 2 s
	// Shoulder rolls: 10 times, hold 3 s
	// done, 60 s, counted: true
}
