package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"unknot/bot"
)

// planCommand is `unknot plan`.
type planCommand struct {
	Person string `arg:"" optional:"" help:"Name of one document, such as console:me. Left out: everybody, counted instead of named."`
	Assume string `enum:"silent,does" default:"silent" placeholder:"WHAT" help:"What is taken for granted: silent, they write nothing; does, they do what each reminder names. Default: silent."`
}

// planned is how far a plan looks ahead.
const planned = 14 * 24 * time.Hour

// Run lists what people will get in the next 14 days, also while serve runs. It
// writes nothing to the store, and prints nothing of what is known about them.
func (c *planCommand) Run(ctx context.Context, p process, set config) (err error) {
	if err := set.exists(); err != nil {
		return err
	}
	library, err := loadLibrary(set)
	if err != nil {
		return err
	}
	store, err := openStorage(ctx, set, newLog(set, p.stderr), beside)
	if err != nil {
		return err
	}
	defer func() { err = joined(err, store.Close()) }()
	plan := planner{Decider: set.decider(library), out: p.stdout, now: time.Now(), assume: bot.Assumption(c.Assume)}
	if c.Person == "" {
		return store.Walk(ctx, func(stored bot.Stored) error {
			plan.count++
			return plan.tell(fmt.Sprint("person ", plan.count), stored.Data)
		})
	}
	stored, err := store.Load(ctx, bot.DocID(c.Person))
	if err != nil {
		return fmt.Errorf("look up this person: %w", err)
	}
	return plan.tell(c.Person, stored.Data)
}

// planner prints plans.
type planner struct {
	bot.Decider
	out    io.Writer
	now    time.Time
	assume bot.Assumption
	count  int
}

// tell prints what one person will get.
func (l *planner) tell(name string, data []byte) error {
	fmt.Fprintf(l.out, "%s, if %s:\n", name, map[bot.Assumption]string{bot.AssumeSilent: "silent", bot.AssumeDoes: "every reminder is followed"}[l.assume])
	person, err := bot.ReadPerson(data)
	if err != nil {
		fmt.Fprintln(l.out, "  cannot be read, and is left alone")
		return nil
	}
	if person.Stub != "" {
		fmt.Fprintln(l.out, "  is linked to another one, which gets everything")
		return nil
	}
	list := l.Forecast(person, l.now.UTC().Truncate(time.Millisecond), l.now.Add(planned), l.assume)
	for _, s := range list {
		fmt.Fprintf(l.out, "  %s  %s\n", s.At.Format("Mon 2006-01-02 15:04:05 MST"), kindInWords(s.Kind))
	}
	if len(list) == 0 {
		fmt.Fprintln(l.out, "  nothing in 14 days")
	}
	return nil
}

// kindInWords says what is sent, and not what it is about.
func kindInWords(kind bot.EffectKind) string {
	switch kind {
	case bot.KindNudge:
		return "reminder"
	case bot.KindSummary:
		return "summary of the week"
	case bot.KindLeaving:
		return "warning that everything will be erased"
	case "":
		return "everything is erased"
	default:
		return "short question"
	}
}
