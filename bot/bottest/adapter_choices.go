package bottest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"unknot/bot"
)

func testChoices(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"each comes back as it was sent":   everyChoice,
		"a scale":                          scaleChoices,
		"codes of every kind":              oddCodes,
		"equal labels":                     equalLabels,
		"old ones":                         oldChoices,
		"after a message without choices":  choicesThenText,
		"pressed twice":                    pressedTwice,
		"between texts":                    tapsBetweenTexts,
		"labels are seen":                  labelsSeen,
		"what was sent may be used again":  choicesNotShared,
		"a code is not taken from a label": labelsLikeCodes,
	})
}

// code is the code of a choice: no shorter than it may be, and unlike its
// label.
func code(label string) string {
	c := "v1:" + marker + ":" + label + ":"
	return c + strings.Repeat("x", max(0, 64-len(c)))
}

// choices is a message that offers some.
func choices(labels ...string) bot.Message {
	m := paragraph(marked("which one?"))
	for _, label := range labels {
		m.Choice = append(m.Choice, bot.Button{Label: label, Code: code(label)})
	}
	return m
}

// wantEachTap presses every choice of the last message, the last one first.
func (v *visit) wantEachTap(m bot.Message) {
	v.t.Helper()
	for i := len(m.Choice) - 1; i >= 0; i-- {
		v.Press(0, i)
		v.wantTap(m.Choice[i].Code)
	}
}

func everyChoice(v *visit) {
	v.start()
	for _, labels := range [][]string{
		{"Ok"}, {"Full, 7 minutes", "Short", "Tiny", "Later"},
		{"20 min", "1 h", "3 h", "this evening", "tomorrow, not today"},
		{"✓ ja", "<b>Nein</b> & \"so\"", "größer → kleiner"},
	} {
		m := choices(labels...)
		v.send(m)
		v.wantEachTap(m)
	}
}

func scaleChoices(v *visit) {
	v.start()
	var labels []string
	for i := range 11 {
		labels = append(labels, strconv.Itoa(i))
	}
	m := choices(append(labels, "Skip", "Stop")...)
	v.send(m)
	v.wantEachTap(m)
}

func oddCodes(v *visit) {
	v.start()
	m := paragraph(marked("which one?"))
	for i, c := range []string{"1", "a b", ` "'<>&\`, "v1:ü", "{}[]|;,=", strings.Repeat("y", 64)} {
		m.Choice = append(m.Choice, bot.Button{Label: fmt.Sprint("choice ", i), Code: c})
	}
	v.send(m)
	v.wantEachTap(m)
}

func equalLabels(v *visit) {
	v.start()
	m := choices("Skip", "Stop", "Skip")
	m.Choice[2].Code = code("another")
	v.send(m)
	v.wantEachTap(m)
}

func labelsLikeCodes(v *visit) {
	v.start()
	m := choices("2", "1", "b", "a")
	v.send(m)
	v.wantEachTap(m)
}

func oldChoices(v *visit) {
	v.start()
	for _, labels := range [][]string{{"Done", "Stop"}, {"0", "1", "2"}, {"Yes", "No"}} {
		v.send(choices(labels...))
	}
	for _, press := range []struct {
		back, choice int
		label        string
	}{{2, 1, "Stop"}, {0, 0, "Yes"}, {1, 2, "2"}, {2, 0, "Done"}, {0, 1, "No"}} {
		v.Press(press.back, press.choice)
		v.wantTap(code(press.label))
	}
}

func choicesThenText(v *visit) {
	v.start()
	v.send(choices("Done", "Stop"))
	v.send(paragraph(marked("change side")))
	v.Press(0, 1)
	v.wantTap(code("Stop"))
}

func pressedTwice(v *visit) {
	v.start()
	v.send(choices("Done", "Stop"))
	v.Press(0, 0)
	v.Press(0, 0)
	if a, b := v.wantTap(code("Done")), v.wantTap(code("Done")); a.ID == b.ID {
		v.t.Errorf("two presses are the same event %q", a.ID)
	}
}

func tapsBetweenTexts(v *visit) {
	v.start()
	v.send(choices("Done", "Stop"))
	for range 10 {
		v.Write(marked("text"))
		v.Press(0, 1)
	}
	for range 10 {
		v.wantText(marked("text"))
		v.wantTap(code("Stop"))
	}
}

func labelsSeen(v *visit) {
	v.start()
	labels := []string{"Full, 7 minutes", "größer & schöner", "Later"}
	v.send(choices(labels...))
	got := strings.Join(v.sees(), "\n")
	if !strings.Contains(got, marked("which one?")) {
		v.t.Errorf("the person sees %q, without the question", got)
	}
	if v.Adapter.Capabilities().Buttons {
		return // labels are on the buttons then, not in the text
	}
	for _, label := range labels {
		if !strings.Contains(got, label) {
			v.t.Errorf("the person sees %q, without the choice %q", got, label)
		}
	}
}

func choicesNotShared(v *visit) {
	v.start()
	m := choices("Done", "Stop")
	v.send(m)
	m.Choice[1] = bot.Button{Label: "changed", Code: code("changed")}
	v.Press(0, 1)
	v.wantTap(code("Stop"))
}
