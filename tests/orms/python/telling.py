"""What the programs of Python's ORMs share: a class with a method for each operation, whose lines are printed.

    class Shop:
        @leaves("black")
        def delete(self):
            return report

    tell(Shop)

runs the methods of the stage that the command line names, in the order of operations.py; where there is no method of that
name, the ORM lacks the operation. A method returns REPORT, or what it saw where it has no `leaves`. Its errors are REPORT
too. Methods may be coroutines.
"""

import asyncio
import inspect
import sys
import warnings

from operations import OPERATIONS

FAULTS = (AttributeError, ImportError, IndexError, KeyError, NameError, TypeError)  # Of the program, not of the ORM.
QUIET = (DeprecationWarning, PendingDeprecationWarning, ResourceWarning)


def leaves(*names, tables=("color",)):
    """LEFT is those of the names that are in the tables; names(tables, names) of the class asks the ORM."""
    return leaves_what(lambda shop: shop.names(tables, names))


def leaves_what(ask):
    def decorate(method):
        method.left = ask
        return method

    return decorate


def joined(values):
    return ",".join(str(value) for value in values) or "-"


class Teller:
    def __init__(self, shop):
        self.shop = shop
        self.runner = asyncio.Runner() if getattr(shop, "asynchronous", False) else None

    def call(self, function, *arguments):
        """The result of a function or a coroutine, or the class of the error; behind it the ORM's warnings."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                result = function(*arguments)
                if inspect.isawaitable(result):
                    result = self.runner.run(result)
            except FAULTS:
                raise
            except Exception as error:
                result = f"error {type(error).__name__}"
        warned = {w.category.__name__ for w in caught if not issubclass(w.category, QUIET)}
        return " ".join(["-" if result is None else str(result), *(f"warning {name}" for name in sorted(warned))])

    def operation(self, name, method):
        saw = self.call(method)
        if hasattr(method, "left"):
            saw += "; " + self.call(method.left, self.shop)
        print(f"{name}: {saw}", flush=True)


def tell(shop_class):
    _, stage, storage = sys.argv
    shop = shop_class(storage)
    teller = Teller(shop)
    if stage == "create":
        print(f"versions: {shop.versions()}")
    try:
        tell_stage(teller, shop, stage)
    finally:
        if teller.runner:
            teller.runner.run(shop.close())


def tell_stage(teller, shop, stage):
    for name in (operation.name for operation in OPERATIONS if operation.stage == stage):
        method = getattr(shop, name.lower().replace(" ", "_"), None)
        if method:
            teller.operation(name, method)
        else:
            print(f"{name}: -")
    if stage == "unfiltered":
        for name, method in shop.unfiltered().items():
            teller.operation(name, method)
