package bot_test

import (
	"fmt"
	"time"

	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/routines/library"
	"unknot/scheduler"
)

// Somebody unknown writes "start". Deciding needs no store and no platform, and
// nothing of it is to be stored: the answer asks first.
func ExampleDecider_Decide() {
	lib, err := routines.Load(library.FS())
	if err != nil {
		fmt.Println(err)
		return
	}
	catalogue, err := words.Shipped()
	if err != nil {
		fmt.Println(err)
		return
	}
	decider := bot.Decider{Library: lib, Zones: &scheduler.Zones{}, Reader: bot.NewReader()}
	writer := bot.Writer{Words: catalogue, Library: lib}

	start := bot.Event{ID: "1", Doc: "console:me", Platform: "console", Chat: "me", Kind: bot.EventText, Text: "start"}
	decision := decider.Decide(bot.Person{}, start, time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC))
	fmt.Println("to be stored:", decision.Person.Known())
	for _, effect := range decision.Person.Outbox {
		message, err := writer.Message(effect, words.Own)
		if err != nil {
			fmt.Println(err)
		}
		fmt.Println(message.Text.Plain())
		for _, button := range message.Choice {
			fmt.Printf("[%s] %s\n", button.Label, button.Code)
		}
	}
	// Output:
	// to be stored: false
	// Unknot leads you through short routines for a tense neck and shoulders, one step at a time.
	//
	// General exercise information for adults, not diagnosis or treatment. I keep your answers to show you your week. The word "forget" erases them.
	//
	// Sudden or worst-ever headache, weakness, trouble with speech or face: call your local emergency number. Nobody watches this chat.
	// [I am 18 or over, and I agree] 1|yes|1
	// [I am under 18] 1|minor|
	// [No, thank you] 1|no|
	// [Emergency text] 1|do|safety
}
