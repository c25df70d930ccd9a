package routines_test

import (
	"strings"
	"testing"

	"unknot/routines"
)

// faultsOfNote returns what loading says of a library whose exercise has this
// note on its evidence.
func faultsOfNote(t *testing.T, note string) string {
	t.Helper()
	shelf := smallLibrary()
	text := strings.Replace(exerciseFile("MY-01"), "No trial of this dose was found.", `"`+note+`"`, 1)
	shelf["exercises/MY-01.yaml"] = file(text)
	_, err := routines.Load(shelf)
	if err == nil {
		return ""
	}
	return err.Error()
}

// Section 6 of the clinical specification, "Avoid".
func TestClaimsAreRefused(t *testing.T) {
	for _, note := range []string{
		"It cures.", "CURE for all", "A migraine cure.", "It treats the neck.", "A treatment.", "Healing hands.",
		"Migraine therapy at home.", "Therapy for migraine.", "A remedy against headaches.",
		"Clinically proven.", "Proven to work.", "Guaranteed.", "Pain relief in minutes.", "Pain-relief.",
		"It relieves migraine.", "Relieve your neck pain.", "It prevents headaches.", "Preventing the next attack.",
		"It reduces migraines.", "It stops your migraine.", "Stop attacks.", "It ends all pain.", "Beat migraine.",
		"PT-approved.", "Therapist approved.", "An alternative to medicine.", "Use it instead of your pills.", "It replaces the doctor.",
		"Some say (cure).", "A migraine-ending move ends migraine.", "Self-healing.", "It stops\nyour\n  migraine.",
	} {
		if got := faultsOfNote(t, note); !strings.Contains(got, "promises what no study shows") {
			t.Errorf("%q loads: %s", note, got)
		}
	}
}

// What a trial found, and what to do, may be said.
func TestHonestWordsAreNoClaims(t *testing.T) {
	for _, note := range []string{
		"In migraine, a trial of 42 people found no gain over sham care.",
		"Stretching eased neck pain about as well as hands-on care.",
		"Training cut neck pain over 12 months.",
		"Relaxing may make migraine come less often, but proof is weak.",
		"Stop at head pain or dizziness.", "Stop if pain rises.", "Stop above 5, at pain.", "Reduce the pressure.", "End early with 3 lifts left.",
		"The end of the range.", "Back of the heel.", "A secure chair.", "Ask a doctor first.", "Take your medicine as before.", "Health and comfort.",
		"Sit at rest, pain or no pain.", "It depends on pain and sleep.",
	} {
		if got := faultsOfNote(t, note); got != "" {
			t.Errorf("%q does not load: %s", note, got)
		}
	}
}
