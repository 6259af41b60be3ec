"""GOV.UK Notify. ``inbound`` is light, for the web; ``client`` is the worker's."""
